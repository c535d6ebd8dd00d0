package org.jiaoying.simulators.phones;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jsmpp.bean.SubmitSm;

class SubmissionReaderTest {

    @Property
    void anyOctetsAreReadOrRefusedAndNothingElse(
            @ForAll @Size(max = 40) byte[] octets, @ForAll byte esmClass, @ForAll byte dataCoding) {
        var submit = new SubmitSm();
        submit.setDestAddress("19900000011");
        submit.setShortMessage(octets);
        submit.setEsmClass(esmClass);
        submit.setDataCoding(dataCoding);
        try {
            Submission read = SubmissionReader.read(submit, "jy", "106900000000");
            assertThat(read.from().number()).as("set by the center").isEqualTo("106900000000");
            assertThat(read.octets().length).isLessThanOrEqualTo(octets.length);
            if (read.part() != null) {
                assertThat(read.part().number()).isBetween(1, read.part().total());
            }
        } catch (RefusedSubmissionException refused) {
            assertThat(refused.status()).isNotZero();
        }
    }
}
