package org.jiaoying.messaging.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class AcknowledgementOrderTest {

    @Property
    void whateverTheOrderTheBrokerIsToldInTheOrderOfArrival(@ForAll @IntRange(max = 200) int count, @ForAll long seed) {
        var told = new ArrayList<Integer>();
        var order = new AcknowledgementOrder(told::add);
        var messages = new ArrayList<>(
                IntStream.range(0, count).mapToObj(order::arrived).toList());
        Collections.shuffle(messages, new Random(seed));

        messages.forEach(order::acknowledge);

        assertThat(told).isEqualTo(IntStream.range(0, count).boxed().toList());
        assertThat(order.size()).isZero();
    }

    @Test
    @DisplayName("A message waits for those before it; acknowledging twice tells once")
    void waitsForThoseBefore() {
        var told = new ArrayList<Integer>();
        var order = new AcknowledgementOrder(told::add);
        var first = order.arrived(7);
        var second = order.arrived(3);

        order.acknowledge(second);
        order.acknowledge(second);
        assertThat(told).isEmpty();
        assertThat(order.size()).isEqualTo(2);

        order.acknowledge(first);
        order.acknowledge(first);
        assertThat(told).isEqualTo(List.of(7, 3));
    }
}
