package org.jiaoying.messaging.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.DeclaredWindow;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Enterprise;
import org.jiaoying.domain.register.Point;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.domain.register.Site;
import org.jiaoying.domain.register.Zone;
import org.jiaoying.messaging.proto.DeviceRecord;
import org.jiaoying.messaging.proto.EnterpriseRecord;
import org.jiaoying.messaging.proto.PointRecord;
import org.jiaoying.messaging.proto.RegisterRecord;
import org.jiaoying.messaging.proto.SiteRecord;
import org.jiaoying.messaging.proto.TextRecord;
import org.jiaoying.messaging.proto.WindowRecord;
import org.jiaoying.messaging.proto.ZoneRecord;

/** The records of compacted topic {@code register}. */
public final class RegisterCodec {
    private RegisterCodec() {}

    /** An entry and its version, which grows with each change of it. */
    public record Versioned(long version, RegisterEntry entry) {}

    public static byte[] encode(long version, RegisterEntry entry) {
        var out = RegisterRecord.newBuilder().setVersion(version);
        if (entry instanceof Enterprise enterprise) {
            out.setEnterprise(
                    EnterpriseRecord.newBuilder().setId(enterprise.id()).setName(text(enterprise.name())));
        } else if (entry instanceof Site site) {
            out.setSite(site(site));
        } else if (entry instanceof Device device) {
            out.setDevice(device(device));
        }
        return out.build().toByteArray();
    }

    /** @throws BadRecordException if the bytes are no such record */
    public static Versioned decode(byte[] bytes) {
        try {
            RegisterRecord in = RegisterRecord.parseFrom(bytes);
            RegisterEntry entry = switch (in.getEntryCase()) {
                case ENTERPRISE -> enterprise(in.getEnterprise());
                case SITE -> site(in.getSite());
                case DEVICE -> device(in.getDevice());
                case ENTRY_NOT_SET -> throw new BadRecordException("a register record without an entry");
            };
            return new Versioned(in.getVersion(), entry);
        } catch (InvalidProtocolBufferException e) {
            throw new BadRecordException("not a register record", e);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new BadRecordException("a register record that contradicts itself", e);
        }
    }

    private static TextRecord text(Text text) {
        return TextRecord.newBuilder().setZh(text.zh()).setEn(text.en()).build();
    }

    private static Text text(TextRecord in) {
        return new Text(in.getZh(), in.getEn());
    }

    private static Enterprise enterprise(EnterpriseRecord in) {
        Keys.require(in.getId());
        return new Enterprise(in.getId(), text(in.getName()));
    }

    private static SiteRecord site(Site site) {
        return SiteRecord.newBuilder()
                .setEnterprise(site.key().enterprise())
                .setSite(site.key().site())
                .setName(text(site.name()))
                .setKind(site.kind())
                .setTimeZone(site.timeZone().getId())
                .setRegion(site.region())
                .putAllAttributes(site.attributes().values())
                .addAllZones(site.zones().stream()
                        .map(zone -> ZoneRecord.newBuilder()
                                .setId(zone.id())
                                .setName(text(zone.name()))
                                .putAllAttributes(zone.attributes().values())
                                .build())
                        .toList())
                .addAllWindows(windows(site.windows()))
                .build();
    }

    private static Site site(SiteRecord in) {
        Keys.require(in.getEnterprise(), in.getSite());
        return new Site(
                new SiteKey(in.getEnterprise(), in.getSite()),
                text(in.getName()),
                in.getKind(),
                ZoneId.of(in.getTimeZone()),
                in.getRegion(),
                new Attributes(in.getAttributesMap()),
                in.getZonesList().stream()
                        .map(zone ->
                                new Zone(zone.getId(), text(zone.getName()), new Attributes(zone.getAttributesMap())))
                        .toList(),
                windowsOf(in.getWindowsList()));
    }

    private static DeviceRecord device(Device device) {
        var out = DeviceRecord.newBuilder()
                .setEnterprise(device.key().enterprise())
                .setSite(device.key().site())
                .setDevice(device.key().device())
                .setName(text(device.name()))
                .setKind(device.kind())
                .putAllAttributes(device.attributes().values())
                .addAllWindows(windows(device.windows()));
        if (device.zone() != null) {
            out.setZone(device.zone());
        }
        for (Point point : device.points()) {
            var pointOut = PointRecord.newBuilder()
                    .setId(point.id())
                    .setName(text(point.name()))
                    .setQuantity(point.quantity())
                    .setUnit(point.unit())
                    .addAllSentinels(point.sentinels().stream().sorted().toList())
                    .putAllAttributes(point.attributes().values());
            if (point.min() != null) {
                pointOut.setMin(point.min());
            }
            if (point.max() != null) {
                pointOut.setMax(point.max());
            }
            out.addPoints(pointOut);
        }
        return out.build();
    }

    private static Device device(DeviceRecord in) {
        Keys.require(in.getEnterprise(), in.getSite(), in.getDevice());
        return new Device(
                new DeviceKey(in.getEnterprise(), in.getSite(), in.getDevice()),
                text(in.getName()),
                in.getKind(),
                in.hasZone() ? in.getZone() : null,
                new Attributes(in.getAttributesMap()),
                in.getPointsList().stream()
                        .map(point -> new Point(
                                point.getId(),
                                text(point.getName()),
                                point.getQuantity(),
                                point.getUnit(),
                                point.hasMin() ? point.getMin() : null,
                                point.hasMax() ? point.getMax() : null,
                                new LinkedHashSet<>(point.getSentinelsList()),
                                new Attributes(point.getAttributesMap())))
                        .toList(),
                windowsOf(in.getWindowsList()));
    }

    private static List<WindowRecord> windows(List<DeclaredWindow> windows) {
        return windows.stream()
                .map(window -> WindowRecord.newBuilder()
                        .setKind(window.kind())
                        .setFrom(window.from().toEpochMilli())
                        .setTo(window.to().toEpochMilli())
                        .setNote(window.note())
                        .build())
                .toList();
    }

    private static List<DeclaredWindow> windowsOf(List<WindowRecord> in) {
        return in.stream()
                .map(window -> new DeclaredWindow(
                        window.getKind(),
                        Instant.ofEpochMilli(window.getFrom()),
                        Instant.ofEpochMilli(window.getTo()),
                        window.getNote()))
                .toList();
    }
}
