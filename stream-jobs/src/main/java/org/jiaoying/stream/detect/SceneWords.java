package org.jiaoying.stream.detect;

import java.util.Map;
import org.jiaoying.domain.Text;

/** What an officer reads for the usual types of video events; others are shown as the source names them. */
final class SceneWords {
    private static final Map<String, Text> WORDS = Map.ofEntries(
            Map.entry("no_helmet", new Text("未戴安全帽", "no helmet")),
            Map.entry("no_self_rescuer", new Text("未佩戴自救器", "no self-rescuer")),
            Map.entry("person_on_belt", new Text("人员上皮带", "a person on or near the belt")),
            Map.entry("riding_belt", new Text("人员乘坐皮带", "riding the belt")),
            Map.entry("belt_mistracking", new Text("皮带跑偏", "belt mis-tracking")),
            Map.entry("pile_up", new Text("堆煤", "pile-up")),
            Map.entry("foreign_body", new Text("皮带异物", "a foreign body on the belt")),
            Map.entry("absent_from_post", new Text("脱岗", "absent from post")),
            Map.entry("asleep_at_post", new Text("睡岗", "asleep at post")),
            Map.entry("intrusion", new Text("人员闯入", "intrusion")),
            Map.entry("smoke", new Text("烟雾", "smoke")),
            Map.entry("fire", new Text("明火", "fire")),
            Map.entry("too_many_at_shaft", new Text("井口人员超限", "too many people at the shaft")),
            Map.entry("roof_check_skipped", new Text("未敲帮问顶", "roof check skipped")),
            Map.entry("moved", new Text("摄像机移位", "camera moved")),
            Map.entry("offline", new Text("摄像机离线", "camera offline")),
            Map.entry("occluded", new Text("摄像机被遮挡", "camera occluded")),
            Map.entry("frozen", new Text("画面冻结", "picture frozen")));

    private SceneWords() {}

    static Text of(String type) {
        return WORDS.getOrDefault(type, Text.same(type));
    }
}
