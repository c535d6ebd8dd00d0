package org.jiaoying.alerting.reply;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jiaoying.alerting.reply.Reply.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyReaderTest {

    /** Reply, what it means, its code, the words beside; {@code -} where there is none. */
    @ParameterizedTest(name = "{0} is {1} {2} {3}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
                    1                        | RECEIVED | -     | -
                    2                        | HANDLED  | -     | -
                    3                        | HELP     | -     | -
                    １                       | RECEIVED | -     | -
                    ２                       | HANDLED  | -     | -
                    ３                       | HELP     | -     | -
                    ' 1 '                    | RECEIVED | -     | -
                    1。                      | RECEIVED | -     | -
                    1.                       | RECEIVED | -     | -
                    “1”                      | RECEIVED | -     | -
                    【1】                    | RECEIVED | -     | -
                    1 4821                   | RECEIVED | 4821  | -
                    4821 1                   | RECEIVED | 4821  | -
                    １ ４８２１              | RECEIVED | 4821  | -
                    ４８２１　１             | RECEIVED | 4821  | -
                    1,4821                   | RECEIVED | 4821  | -
                    1，4821                  | RECEIVED | 4821  | -
                    1、4821                  | RECEIVED | 4821  | -
                    1-4821                   | RECEIVED | 4821  | -
                    1#4821                   | RECEIVED | 4821  | -
                    1（4821）                | RECEIVED | 4821  | -
                    1（编号 4821）           | RECEIVED | 4821  | -
                    1（编号4821）            | RECEIVED | 4821  | -
                    1编号4821                | RECEIVED | 4821  | -
                    编号4821 1               | RECEIVED | 4821  | -
                    4821，1                  | RECEIVED | 4821  | -
                    4821:2                   | HANDLED  | 4821  | -
                    收到                     | RECEIVED | -     | -
                    收到！                   | RECEIVED | -     | -
                    已收到                   | RECEIVED | -     | -
                    收到 4821                | RECEIVED | 4821  | -
                    收到4821                 | RECEIVED | 4821  | -
                    4821收到                 | RECEIVED | 4821  | -
                    4821 收到                | RECEIVED | 4821  | -
                    1收到                    | RECEIVED | -     | -
                    1 收到                   | RECEIVED | -     | -
                    1 收到 4821              | RECEIVED | 4821  | -
                    收到，马上处理           | RECEIVED | -     | 马上处理
                    1 马上到                 | RECEIVED | -     | 马上到
                    知道了                   | RECEIVED | -     | -
                    好的                     | RECEIVED | -     | -
                    明白                     | RECEIVED | -     | -
                    OK                       | RECEIVED | -     | -
                    ok 4821                  | RECEIVED | 4821  | -
                    received                 | RECEIVED | -     | -
                    Yes, on my way           | RECEIVED | -     | on my way
                    12345 1                  | RECEIVED | 12345 | -
                    1 12345                  | RECEIVED | 12345 | -
                    2 4821 已撤人12人        | HANDLED  | 4821  | 已撤人12人
                    4821 2 已撤人12人        | HANDLED  | 4821  | 已撤人12人
                    2 已撤人12人             | HANDLED  | -     | 已撤人12人
                    2已撤人12人              | HANDLED  | -     | 已撤人12人
                    2 已处置 4821            | HANDLED  | 4821  | -
                    2已处置                  | HANDLED  | -     | -
                    已处置                   | HANDLED  | -     | -
                    处置完毕，风机已恢复     | HANDLED  | -     | 风机已恢复
                    已处置 4821 转移 30 人   | HANDLED  | 4821  | 转移 30 人
                    2 转移1200人             | HANDLED  | -     | 转移1200人
                    2 1200人已转移           | HANDLED  | -     | 1200人已转移
                    handled 4821             | HANDLED  | 4821  | -
                    done                     | HANDLED  | -     | -
                    3 4821                   | HELP     | 4821  | -
                    4821 3                   | HELP     | 4821  | -
                    3求援                    | HELP     | -     | -
                    求援                     | HELP     | -     | -
                    求助！                   | HELP     | -     | -
                    救命                     | HELP     | -     | -
                    请求支援，两人被困       | HELP     | -     | 两人被困
                    3 没有人手               | HELP     | -     | 没有人手
                    SOS                      | HELP     | -     | -
                    help 4821                | HELP     | 4821  | -
                    没收到                   | UNCLEAR  | -     | 没收到
                    未收到                   | UNCLEAR  | -     | 未收到
                    收到不了                 | UNCLEAR  | -     | 收到不了
                    收到没有                 | UNCLEAR  | -     | 收到没有
                    收到吗？                 | UNCLEAR  | -     | 收到吗?
                    1?                       | UNCLEAR  | -     | 1?
                    1 什么意思？             | UNCLEAR  | -     | 1 什么意思?
                    2人被困                  | UNCLEAR  | -     | 2人被困
                    1个人受伤                | UNCLEAR  | -     | 1个人受伤
                    1.62                     | UNCLEAR  | -     | 1.62
                    11                       | UNCLEAR  | -     | 11
                    123                      | UNCLEAR  | -     | 123
                    1,200                    | UNCLEAR  | -     | 1,200
                    1:30                     | UNCLEAR  | -     | 1:30
                    14821                    | UNCLEAR  | 14821 | -
                    48211                    | UNCLEAR  | 48211 | -
                    4821                     | UNCLEAR  | 4821  | -
                    0                        | UNCLEAR  | -     | 0
                    4                        | UNCLEAR  | -     | 4
                    1 4821 2 4822            | RECEIVED | 4821  | 2 4822
                    '4821 1 4822'            | UNCLEAR  | -     | 4821 1 4822
                    不知道                   | UNCLEAR  | -     | 不知道
                    no                       | UNCLEAR  | -     | no
                    okay?                    | UNCLEAR  | -     | okay?
                    退订                     | UNCLEAR  | -     | 退订
                    您好                     | UNCLEAR  | -     | 您好
                    """)
    void readsWhatPeopleWrite(String text, Kind kind, String code, String words) {
        assertThat(ReplyReader.read(text))
                .isEqualTo(new Reply(kind, code.equals("-") ? null : code, words.equals("-") ? "" : words));
    }

    @Property
    void anyTextIsReadWithoutFailure(@ForAll String text) {
        assertThat(ReplyReader.read(text).kind()).isNotNull();
    }

    @Property
    void aCodeIsFoundBeforeAndBehindWhateverStandsBetween(
            @ForAll("digits") String digit, @ForAll("codes") String code, @ForAll("between") String between) {
        assertThat(ReplyReader.read(digit + between + code)).isEqualTo(ReplyReader.read(code + between + digit));
        assertThat(ReplyReader.read(digit + between + code).code()).isEqualTo(code);
    }

    @Property
    void whatIsNotAnAnswerIsNoneWithWordsAround(@ForAll("numbers") int number) {
        String text = Integer.toString(number);
        assertThat(ReplyReader.read(text + "人").kind()).isEqualTo(Kind.UNCLEAR);
    }

    @Provide
    Arbitrary<String> digits() {
        return Arbitraries.of("1", "2", "3", "１", "２", "３", "收到", "已处置", "求援");
    }

    @Provide
    Arbitrary<String> codes() {
        return Arbitraries.integers().between(1000, 99_999).map(String::valueOf);
    }

    @Provide
    Arbitrary<String> between() {
        return Arbitraries.of(" ", "  ", "　", "，" + " ", "。", "、", "\n", " - ", "#", "/", "（");
    }

    @Provide
    Arbitrary<Integer> numbers() {
        return Arbitraries.integers().between(0, 99_999);
    }
}
