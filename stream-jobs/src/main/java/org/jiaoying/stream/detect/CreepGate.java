package org.jiaoying.stream.detect;

import org.jiaoying.domain.Text;

/** Why no time of failure is forecast: the conditions, in the order in which they are asked. */
enum CreepGate {
    NO_UNIFORM_STAGE("匀速变形阶段尚未确立，切线角不可计算", "no uniform stage is established, the tangent angle is not computable"),
    NO_MOVEMENT("匀速变形阶段速率不大于零，切线角不可计算", "the uniform stage does not move forward, the tangent angle is not computable"),
    UNDER_NOISE("速率未超过噪声水平", "the velocity is not over the noise"),
    NOT_ACCELERATING("尚未进入加速阶段（切线角小于 80°）", "it is not in the stage of acceleration yet (tangent angle under 80°)"),
    TOO_FEW_WINDOWS("连续的速率窗口不足", "too few windows in a row have a velocity"),
    NOT_RISING("速率并非逐窗上升", "the velocity does not rise from window to window"),
    INVERSE_NOT_FALLING("速率倒数未下降", "the inverse velocity does not fall"),
    POOR_FIT("速率倒数拟合不佳", "the inverse velocity lies on no line"),
    ALREADY_PAST("推算的失稳时间已过", "the line met zero already"),
    BEYOND_HORIZON("推算的失稳时间过远", "the line meets zero too far ahead"),
    UNCERTAIN("失稳时间的标准差过大", "the time's standard deviation is too large");

    private final Text text;

    CreepGate(String zh, String en) {
        this.text = new Text(zh, en);
    }

    Text text() {
        return text;
    }
}
