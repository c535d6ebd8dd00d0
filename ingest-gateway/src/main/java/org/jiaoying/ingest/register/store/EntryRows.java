package org.jiaoying.ingest.register.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.register.DeclaredWindow;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Enterprise;
import org.jiaoying.domain.register.Point;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.domain.register.Site;
import org.jiaoying.domain.register.Zone;
import org.jspecify.annotations.Nullable;

/** Writes entries into their tables, within the caller's transaction. */
final class EntryRows {
    private final Connection connection;

    EntryRows(Connection connection) {
        this.connection = connection;
    }

    void write(RegisterEntry entry, long version) throws SQLException {
        if (entry instanceof Enterprise enterprise) {
            write(enterprise, version);
        } else if (entry instanceof Site site) {
            write(site, version);
        } else if (entry instanceof Device device) {
            write(device, version);
        }
    }

    private void write(Enterprise enterprise, long version) throws SQLException {
        Text name = enterprise.name();
        execute("""
                insert into register.enterprise (id, name_zh, name_en, version) values (?, ?, ?, ?)
                on conflict (id) do update
                set name_zh = excluded.name_zh, name_en = excluded.name_en, version = excluded.version
                """, enterprise.id(), name.zh(), name.en(), version);
    }

    private void write(Site site, long version) throws SQLException {
        SiteKey key = site.key();
        execute(
                """
                insert into register.site
                  (enterprise, site, name_zh, name_en, kind, time_zone, region, attributes, version)
                values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)
                on conflict (enterprise, site) do update
                set name_zh = excluded.name_zh, name_en = excluded.name_en, kind = excluded.kind,
                    time_zone = excluded.time_zone, region = excluded.region, attributes = excluded.attributes,
                    version = excluded.version
                """,
                key.enterprise(),
                key.site(),
                site.name().zh(),
                site.name().en(),
                site.kind(),
                site.timeZone().getId(),
                site.region(),
                AttributesJson.of(site.attributes()),
                version);
        execute("delete from register.zone where enterprise = ? and site = ?", key.enterprise(), key.site());
        for (Zone zone : site.zones()) {
            execute(
                    """
                    insert into register.zone (enterprise, site, id, name_zh, name_en, attributes)
                    values (?, ?, ?, ?, ?, ?::jsonb)
                    """,
                    key.enterprise(),
                    key.site(),
                    zone.id(),
                    zone.name().zh(),
                    zone.name().en(),
                    AttributesJson.of(zone.attributes()));
        }
        writeWindows(key, null, site.windows());
    }

    private void write(Device device, long version) throws SQLException {
        SiteKey site = device.key().siteKey();
        String id = device.key().device();
        execute(
                """
                insert into register.device
                  (enterprise, site, device, name_zh, name_en, kind, zone, attributes, version)
                values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)
                on conflict (enterprise, site, device) do update
                set name_zh = excluded.name_zh, name_en = excluded.name_en, kind = excluded.kind,
                    zone = excluded.zone, attributes = excluded.attributes, version = excluded.version
                """,
                site.enterprise(),
                site.site(),
                id,
                device.name().zh(),
                device.name().en(),
                device.kind(),
                device.zone(),
                AttributesJson.of(device.attributes()),
                version);
        execute(
                "delete from register.point where enterprise = ? and site = ? and device = ?",
                site.enterprise(),
                site.site(),
                id);
        for (Point point : device.points()) {
            write(site, id, point);
        }
        writeWindows(site, id, device.windows());
    }

    private void write(SiteKey site, String device, Point point) throws SQLException {
        execute(
                """
                insert into register.point
                  (enterprise, site, device, id, name_zh, name_en, quantity, unit, range_min, range_max, sentinels, attributes)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
                """,
                site.enterprise(),
                site.site(),
                device,
                point.id(),
                point.name().zh(),
                point.name().en(),
                point.quantity(),
                point.unit(),
                point.min(),
                point.max(),
                connection.createArrayOf(
                        "float8", point.sentinels().stream().sorted().toArray()),
                AttributesJson.of(point.attributes()));
    }

    private void writeWindows(SiteKey site, @Nullable String device, List<DeclaredWindow> windows) throws SQLException {
        execute(
                "delete from register.declared_window where enterprise = ? and site = ? and device is not distinct from ?",
                site.enterprise(),
                site.site(),
                device);
        for (DeclaredWindow window : windows) {
            execute(
                    """
                    insert into register.declared_window (enterprise, site, device, kind, starts_at, ends_at, note)
                    values (?, ?, ?, ?, ?, ?, ?)
                    """,
                    site.enterprise(),
                    site.site(),
                    device,
                    window.kind(),
                    window.from().atOffset(ZoneOffset.UTC),
                    window.to().atOffset(ZoneOffset.UTC),
                    window.note());
        }
    }

    private void execute(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
