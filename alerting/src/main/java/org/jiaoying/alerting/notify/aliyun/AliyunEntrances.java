package org.jiaoying.alerting.notify.aliyun;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import org.jiaoying.alerting.notify.door.Entrance;

/** The addresses Aliyun pushes to. It takes any number as {@code code} for received, and repeats on anything but 200. */
public final class AliyunEntrances {
    private static final String HAVE_IT = "{\"code\":0,\"msg\":\"接收成功\"}";

    private AliyunEntrances() {}

    public static List<Entrance> of(AliyunPushes pushes) {
        return List.of(
                entrance("/aliyun/sms/receipts", pushes::receipts),
                entrance("/aliyun/sms/replies", pushes::replies),
                entrance("/aliyun/voice/calls", pushes::spokenCalls));
    }

    private static Entrance entrance(String path, Function<String, Future<Void>> take) {
        return new Entrance(
                "POST",
                path,
                true,
                request -> take.apply(request.body())
                        .map(done -> Entrance.Answer.json(200, HAVE_IT))
                        .recover(failure -> failure instanceof AliyunPushes.NotReadableException
                                ? Future.succeededFuture(
                                        Entrance.Answer.json(400, "{\"code\":1,\"msg\":\"not readable\"}"))
                                : Future.failedFuture(failure)));
    }
}
