package org.jiaoying.embedded;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.PublishAuthorizer;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerOutput;
import com.hivemq.extension.sdk.api.events.client.ClientLifecycleEventListener;
import com.hivemq.extension.sdk.api.events.client.parameters.AuthenticationSuccessfulInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ConnectionStartInput;
import com.hivemq.extension.sdk.api.events.client.parameters.DisconnectEventInput;
import com.hivemq.extension.sdk.api.interceptor.connect.ConnectInboundInterceptor;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.packets.subscribe.SubackReasonCode;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Asks {@link Access} for each connection, message and subscription.
 *
 * <p>Life cycle of a connection: 1. its CONNECT loses the session where its id is not its user's; 2. it is authenticated,
 * and its user noted with the connection; 3. each message and subscription is asked for with that user; 4. at its end its
 * client id is given back.
 */
final class AccessExtension implements ExtensionMain {
    private static final String USER = "user";
    private static final String SHARE = "$share/";

    private final Access access;
    private final ClientIds clientIds;

    AccessExtension(Access access) {
        this.access = access;
        this.clientIds = new ClientIds(access);
    }

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        Services.securityRegistry().setAuthenticatorProvider(provider -> (SimpleAuthenticator) this::authenticate);
        Services.securityRegistry()
                .setAuthorizerProvider(provider -> new Authorizer(provider.getConnectionInformation()
                        .getConnectionAttributeStore()
                        .getAsString(USER)
                        .orElse("")));
        if (access.separatesUsers()) {
            ConnectInboundInterceptor forget = (connect, changed) -> {
                ConnectPacket packet = connect.getConnectPacket();
                if (!clientIds.owns(packet.getUserName().orElse(""), packet.getClientId())) {
                    changed.getConnectPacket().setCleanStart(true);
                    changed.getConnectPacket().setSessionExpiryInterval(0);
                }
            };
            Services.interceptorRegistry().setConnectInboundInterceptorProvider(provider -> forget);
            Services.eventRegistry().setClientLifecycleEventListener(provider -> new Release());
        }
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        // Nothing is held outside the broker.
    }

    private void authenticate(SimpleAuthInput input, SimpleAuthOutput output) {
        ConnectPacket packet = input.getConnectPacket();
        String user = packet.getUserName().orElse("");
        String clientId = packet.getClientId();
        if (!access.authenticate(user, bytes(packet.getPassword().orElse(null)))) {
            output.failAuthentication(ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD, "unknown user or wrong password");
        } else if (access.separatesUsers() && !clientIds.take(user, clientId)) {
            output.failAuthentication(
                    ConnackReasonCode.CLIENT_IDENTIFIER_NOT_VALID, "this client id is another user's");
        } else {
            input.getConnectionInformation().getConnectionAttributeStore().putAsString(USER, user);
            output.authenticateSuccessfully();
        }
    }

    private static byte[] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return new byte[0];
        }
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private final class Authorizer implements PublishAuthorizer, SubscriptionAuthorizer {
        private final String user;

        Authorizer(String user) {
            this.user = user;
        }

        @Override
        public void authorizePublish(PublishAuthorizerInput input, PublishAuthorizerOutput output) {
            if (access.mayPublish(user, input.getPublishPacket().getTopic())) {
                output.authorizeSuccessfully();
            } else {
                output.failAuthorization(AckReasonCode.NOT_AUTHORIZED, "not a topic of this user");
            }
        }

        @Override
        public void authorizeSubscribe(SubscriptionAuthorizerInput input, SubscriptionAuthorizerOutput output) {
            if (access.maySubscribe(user, unshared(input.getSubscription().getTopicFilter()))) {
                output.authorizeSuccessfully();
            } else {
                output.failAuthorization(SubackReasonCode.NOT_AUTHORIZED, "not a topic of this user");
            }
        }

        private String unshared(String filter) {
            int group = filter.startsWith(SHARE) ? filter.indexOf('/', SHARE.length()) : -1;
            return group < 0 ? filter : filter.substring(group + 1);
        }
    }

    private final class Release implements ClientLifecycleEventListener {
        @Override
        public void onMqttConnectionStart(ConnectionStartInput input) {
            // Nothing is known about it yet.
        }

        @Override
        public void onAuthenticationSuccessful(AuthenticationSuccessfulInput input) {
            // Noted by authenticate.
        }

        @Override
        public void onDisconnect(DisconnectEventInput input) {
            input.getConnectionInformation()
                    .getConnectionAttributeStore()
                    .getAsString(USER)
                    .ifPresent(user ->
                            clientIds.release(user, input.getClientInformation().getClientId()));
        }
    }
}
