package org.jiaoying.alerting.notify.sms;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jiaoying.alerting.dispatch.Channel;
import org.jiaoying.alerting.dispatch.ChannelContract;
import org.jiaoying.alerting.dispatch.Inbox;
import org.jiaoying.alerting.dispatch.IncomingText;
import org.jiaoying.alerting.dispatch.Receipt;
import org.jiaoying.alerting.fixture.TestCenter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class SmsChannelContractTest extends ChannelContract {
    private TestCenter center;
    private SmsChannel channel;

    @BeforeEach
    void start() throws Exception {
        center = new TestCenter(0);
        channel = new SmsChannel(
                new SmppSettings(
                        List.of(new SmppSettings.Center("127.0.0.1", center.port(), "jiaoying", "secret")),
                        "",
                        4,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        false),
                new Inbox() {
                    @Override
                    public CompletionStage<Void> receipt(Receipt receipt) {
                        return CompletableFuture.completedFuture(null);
                    }

                    @Override
                    public CompletionStage<Void> text(IncomingText text) {
                        return CompletableFuture.completedFuture(null);
                    }
                });
        channel.start();
        await().atMost(Duration.ofSeconds(15)).until(() -> !channel.connected().isEmpty());
    }

    @AfterEach
    void close() throws Exception {
        channel.close();
        center.close();
    }

    @Override
    protected Channel channel() {
        return channel;
    }

    @Override
    protected String address() {
        return "8613800000001";
    }

    @Override
    protected List<String> arrived() {
        return center.textsTo(address());
    }

    @Override
    protected void cutOff() throws Exception {
        center.close();
        await().atMost(Duration.ofSeconds(15)).until(() -> channel.connected().isEmpty());
    }
}
