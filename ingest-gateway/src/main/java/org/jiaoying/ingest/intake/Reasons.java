package org.jiaoying.ingest.intake;

import org.jiaoying.domain.Text;

/** The sentences of refusal; {@code %s} stands for the detail. */
final class Reasons {
    static final Text BAD_TOPIC = new Text(
            "主题应为 jy/v1/企业/场所/设备/telemetry、position、event 或 status",
            "the topic must be jy/v1/{enterprise}/{site}/{device}/ and telemetry, position, event or status");
    static final Text TOO_LARGE = new Text("消息超过 %s 字节，请拆分后再发", "the message is larger than %s bytes: split it");
    static final Text BAD_ENCODING = new Text("内容不是 UTF-8", "the payload is not UTF-8");
    static final Text BAD_JSON = new Text("内容不是合法的 JSON：%s", "the payload is not JSON: %s");
    static final Text BOUNDS = new Text(
            "内容超出限度：至多嵌套 16 层，文本 4096 字符，名称 256 字符，数字 100 位",
            "beyond the bounds: at most 16 levels, texts of 4096 characters, names of 256, numbers of 100 digits");
    static final Text BLANK = new Text("内容为空", "the payload is empty");
    static final Text SECOND_DOCUMENT = new Text("一条消息只能有一个 JSON 文档", "a message holds one JSON document, not several");
    static final Text EMPTY = new Text("消息里没有任何数据", "there is nothing in the message");
    static final Text UNKNOWN_FIELD =
            new Text("字段 %s 不在数据约定中，已忽略", "the field %s is not one of the feed and was ignored");
    static final Text MISSING_FIELD = new Text("缺少字段 %s", "the field %s is missing");
    static final Text NOT_A_TEXT = new Text("字段 %s 应为文本", "the field %s must be a text");
    static final Text BAD_ID = new Text(
            "字段 %s 应为 1 至 64 个字母、数字、“_”“-”“.”", "the field %s must be 1 to 64 letters, digits, '_', '-' or '.'");
    static final Text BAD_EVENT_ID =
            new Text("字段 %s 应为 1 至 128 个可见字符", "the field %s must be 1 to 128 printable characters");
    static final Text BAD_SNAPSHOT =
            new Text("字段 %s 应为 http 或 https 地址，已忽略", "the field %s must be an http or https address and was ignored");
    static final Text TOO_MANY_OBJECTS =
            new Text("一条消息中的对象超过 %s 个，请拆分后再发", "more than %s objects in one message: split it");
    static final Text TOO_MANY_VALUES =
            new Text("一条消息中的数值超过 %s 个，请拆分后再发", "more than %s values in one message: split it");
    static final Text BAD_TIME = new Text(
            "时间应为毫秒数或带时区的 ISO 8601 时间，已改用到达时间",
            "the time must be whole milliseconds, or ISO 8601 with an offset; the time of arrival was used");
    static final Text CLOCK_AHEAD = new Text(
            "时间比接收时刻超前 %s，已改用到达时间，请校准设备时钟",
            "the time is %s ahead of that of receipt; the time of arrival was used; set the device's clock right");
    static final Text TOO_EARLY = new Text(
            "时间 %s 早于 2000 年，已改用到达时间；时间应为毫秒数，不是秒数",
            "the time %s is before the year 2000; the time of arrival was used; send milliseconds, not seconds");
    static final Text UNKNOWN_ENTERPRISE = new Text("企业 %s 不在台账中", "the enterprise %s is not in the register");
    static final Text UNKNOWN_SITE = new Text("场所 %s 不在台账中", "the site %s is not in the register");
    static final Text UNKNOWN_DEVICE = new Text("设备 %s 不在台账中", "the device %s is not in the register");
    static final Text UNKNOWN_POINT = new Text("该设备没有测点 %s，请先在台账中登记", "the device has no point %s: register it first");
    static final Text UNKNOWN_ZONE = new Text("该场所没有区域 %s", "the site has no zone %s");
    static final Text NOT_A_NUMBER = new Text("%s 的值不是有限的数字", "the value of %s is not a finite number");
    static final Text SENTINEL = new Text("%s 的值在台账中登记为“无数据”", "the value of %s is registered as meaning 'no value'");
    static final Text OUT_OF_RANGE = new Text("%s 的值超出量程", "the value of %s is outside its range");
    static final Text BAD_QUALITY = new Text(
            "quality 应为 good、bad、calibrating 或 fault，收到的是“%s”",
            "quality must be good, bad, calibrating or fault, not '%s'");
    static final Text BAD_EVENT =
            new Text("event 应为 enter、leave、fix 或 sos，收到的是“%s”", "event must be enter, leave, fix or sos, not '%s'");
    static final Text BAD_COURSE = new Text(
            "事件的 state 应为 start、end 或 false_alarm，收到的是“%s”",
            "the event's state must be start, end or false_alarm, not '%s'");
    static final Text BAD_STATE = new Text(
            "state 应为 online、offline、calibrating、fault 或 low_battery，收到的是“%s”",
            "state must be online, offline, calibrating, fault or low_battery, not '%s'");
    static final Text BAD_TYPE = new Text(
            "type 应为 1 至 64 个小写字母、数字或“_”，收到的是“%s”", "type must be 1 to 64 lower-case letters, digits or '_', not '%s'");

    private Reasons() {}
}
