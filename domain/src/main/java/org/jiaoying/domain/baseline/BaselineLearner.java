package org.jiaoying.domain.baseline;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.calendar.WorkCalendar;

/**
 * Learns a {@link Baseline} from the history of one point. Memory is bounded: of a cell with more than {@value #MOST} values
 * every second is forgotten, and from then on every second taken. For one thread.
 */
public final class BaselineLearner {
    private static final int MOST = 4_096;

    /** A cell of fewer values is not learned: its median would be chance. */
    private static final int LEAST = 8;

    private static final double NORMAL = 1.4826;

    private final Map<String, Sample> cells = new HashMap<>();
    private final ZoneId zone;
    private long taken;

    public BaselineLearner(ZoneId zone) {
        this.zone = zone;
    }

    /** @param state kind of the declared window in force, or {@link Baseline#ORDINARY} */
    public void add(Instant at, String state, double value) {
        ZonedDateTime local = at.atZone(zone);
        String cell = Baseline.cell(state, WorkCalendar.china().typeOf(local.toLocalDate()), local.getHour());
        cells.computeIfAbsent(cell, none -> new Sample()).add(value);
        taken++;
    }

    /** How many values were added. */
    public long taken() {
        return taken;
    }

    /** What was learned; without cells if there was too little. */
    public Baseline learned(DeviceKey device, String point, int version, Instant from, Instant to) {
        var normals = new TreeMap<String, Normal>();
        cells.forEach((cell, sample) -> {
            if (sample.seen >= LEAST) {
                normals.put(cell, sample.normal());
            }
        });
        return new Baseline(device, point, version, from, to, zone, normals);
    }

    /** The values of one cell, thinned evenly. */
    private static final class Sample {
        private double[] values = new double[16];
        private int size;
        private int stride = 1;
        private int seen;

        void add(double value) {
            if (seen++ % stride != 0) {
                return;
            }
            if (size == MOST) {
                for (int i = 0; i < MOST / 2; i++) {
                    values[i] = values[2 * i];
                }
                size = MOST / 2;
                stride *= 2;
            }
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        Normal normal() {
            double[] sorted = Arrays.copyOf(values, size);
            double median = median(sorted);
            for (int i = 0; i < size; i++) {
                sorted[i] = Math.abs(sorted[i] - median);
            }
            return new Normal(median, NORMAL * median(sorted), seen);
        }

        private static double median(double[] values) {
            Arrays.sort(values);
            int middle = values.length / 2;
            return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
        }
    }
}
