package org.jiaoying.stream.detect;

import org.jiaoying.domain.Text;

/** Why nothing is wrong any more with people. */
final class Calm {
    static final Text NO_LIMIT = new Text("限值已撤销，解除", "Cleared: the limit was withdrawn");
    static final Text LEFT = new Text("人员已离开，解除", "Cleared: the person has left");
    static final Text PERMITTED = new Text("已获许可或不再属禁区，解除", "Cleared: it is permitted now");
    static final Text NOT_ALONE = new Text("已不是单人，解除", "Cleared: not alone any more");
    static final Text READ_AGAIN = new Text("标识卡已重新读到，解除", "Cleared: the card is read again");
    static final Text APART = new Text("两卡已分开，解除", "Cleared: the two cards have parted");
    static final Text PLAUSIBLE = new Text("移动速度已恢复正常，解除", "Cleared: the card moves as a person does");
    static final Text LED = new Text("带班领导已在岗或人员已撤出，解除", "Cleared: a leader is there, or nobody is");
    static final Text QUIET = new Text("不再呼救，解除", "Cleared: no further call for help");

    private Calm() {}

    static Text people(int count) {
        return new Text("现有 " + count + " 人，解除", "Cleared: " + count + " people now");
    }
}
