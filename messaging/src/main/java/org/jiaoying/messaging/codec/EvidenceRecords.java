package org.jiaoying.messaging.codec;

import java.time.Instant;
import java.util.LinkedHashMap;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.messaging.proto.EvidenceRecord;

/** The evidence of a breach's step as it travels. Times are kept to the millisecond. */
final class EvidenceRecords {
    private EvidenceRecords() {}

    static EvidenceRecord encode(Evidence evidence) {
        var out = EvidenceRecord.newBuilder()
                .setTextZh(evidence.text().zh())
                .setTextEn(evidence.text().en())
                .addAllOthers(evidence.others());
        evidence.numbers()
                .forEach((name, value) -> out.addNumbers(
                        EvidenceRecord.Number.newBuilder().setName(name).setValue(value)));
        for (Evidence.Sample sample : evidence.samples()) {
            out.addSamples(EvidenceRecord.Sample.newBuilder()
                    .setAt(sample.at().toEpochMilli())
                    .setValue(sample.value()));
        }
        Evidence.Stretch stretch = evidence.stretch();
        if (stretch != null) {
            out.setStretch(EvidenceRecord.Stretch.newBuilder()
                    .setFrom(stretch.from().toEpochMilli())
                    .setTo(stretch.to().toEpochMilli()));
        }
        Evidence.Forecast forecast = evidence.forecast();
        if (forecast != null) {
            out.setForecast(EvidenceRecord.Forecast.newBuilder()
                    .setAt(forecast.at().toEpochMilli())
                    .setEarliest(forecast.earliest().toEpochMilli())
                    .setLatest(forecast.latest().toEpochMilli()));
        }
        return out.build();
    }

    static Evidence decode(EvidenceRecord in) {
        var numbers = new LinkedHashMap<String, Double>();
        in.getNumbersList().forEach(number -> numbers.put(number.getName(), number.getValue()));
        return new Evidence(
                new Text(in.getTextZh(), in.getTextEn()),
                numbers,
                in.hasStretch()
                        ? new Evidence.Stretch(
                                at(in.getStretch().getFrom()),
                                at(in.getStretch().getTo()))
                        : null,
                in.getSamplesList().stream()
                        .map(sample -> new Evidence.Sample(at(sample.getAt()), sample.getValue()))
                        .toList(),
                in.getOthersList(),
                in.hasForecast()
                        ? new Evidence.Forecast(
                                at(in.getForecast().getAt()),
                                at(in.getForecast().getEarliest()),
                                at(in.getForecast().getLatest()))
                        : null);
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(millis);
    }
}
