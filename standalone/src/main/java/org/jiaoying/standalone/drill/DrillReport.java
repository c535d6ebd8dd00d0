package org.jiaoying.standalone.drill;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a drill showed.
 *
 * @param allCalledAfterSeconds by the wall, from the opening until a carrier had a call to everybody; absent: never
 * @param received phones that have it; the others are off or dead
 * @param unreached people on the list of the unreached in the end
 * @param wrongOnUnreachedList people who stand there and should not, or do not and should
 * @param calledTwice calls that reached a phone more than once
 * @param submissions texts, in parts, that the centers took
 * @param repeats texts handed over again under the same key, which the centers recognised
 */
public record DrillReport(
        DrillPlan plan,
        String drill,
        int called,
        @Nullable Double allCalledAfterSeconds,
        int received,
        int answered,
        int unreached,
        int wrongOnUnreachedList,
        int calledTwice,
        long submissions,
        long repeats,
        int calledBeforeTheBlow) {
    static final double BOUND_SECONDS = 180;

    /** Whether all were called in time, once each, and the list is exact. */
    public boolean good() {
        return allCalledAfterSeconds != null
                && allCalledAfterSeconds <= BOUND_SECONDS
                && called == plan.people()
                && wrongOnUnreachedList == 0
                && calledTwice == 0;
    }

    public Map<String, Object> document() {
        var out = new LinkedHashMap<String, Object>();
        out.put("people", plan.people());
        out.put("centers", plan.centers());
        out.put("centerDied", plan.centerDies());
        out.put("instances", plan.instances());
        out.put("instanceKilled", plan.kill());
        out.put("seed", plan.seed());
        out.put("drill", drill);
        out.put("called", called);
        out.put("allCalledAfterSeconds", allCalledAfterSeconds);
        out.put("received", received);
        out.put("answered", answered);
        out.put("unreached", unreached);
        out.put("wrongOnUnreachedList", wrongOnUnreachedList);
        out.put("calledTwice", calledTwice);
        out.put("submissions", submissions);
        out.put("repeatsRecognised", repeats);
        out.put("calledBeforeTheBlow", calledBeforeTheBlow);
        out.put("good", good());
        return out;
    }

    public List<String> lines() {
        String blow = plan.centerDies() || plan.kill()
                ? (plan.centerDies() ? "一个短信中心失效 one center died. " : "")
                        + (plan.kill() ? "一个实例被杀 one instance was killed. " : "") + "已呼叫 by then called: "
                        + calledBeforeTheBlow
                : "无 none";
        return List.of(
                "演练 drill                    " + drill,
                "呼叫 called                   " + called + " / " + plan.people(),
                "全部呼出 all called after     " + allCalledAfterSeconds + " s（限 bound " + BOUND_SECONDS + " s）",
                "手机收到 phones that have it  " + received,
                "应答 answered                 " + answered,
                "未联系上 unreached            " + unreached,
                "名单有误 wrong on that list   " + wrongOnUnreachedList,
                "重复呼叫 called twice         " + calledTwice,
                "短信分段 submissions          " + submissions + "（中心识别的重发 repeats recognised " + repeats + "）",
                "故障 blows                    " + blow,
                good() ? "合格 good" : "不合格 not good");
    }
}
