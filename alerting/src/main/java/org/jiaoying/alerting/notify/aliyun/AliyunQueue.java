package org.jiaoying.alerting.notify.aliyun;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jiaoying.alerting.notify.web.WebCaller;

/**
 * Fetches from the queues of Aliyun's message service (MNS, 2015-06-06). What is fetched is hidden from others for some seconds,
 * and comes again unless it is deleted.
 */
final class AliyunQueue {
    private static final String VERSION = "2015-06-06";
    private static final String TYPE = "text/xml;charset=utf-8";
    private static final int AT_ONCE = 8;
    private static final int NOTHING_THERE = 404;
    private static final Pattern HANDLE = Pattern.compile("[A-Za-z0-9=+/_.~-]{1,1000}");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    /** One entry. */
    record Entry(String handle, String body) {}

    /** The right to the queue was not accepted. */
    static final class NoRightException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoRightException(String message) {
            super(message);
        }
    }

    private final URI queues;
    private final WebCaller web;
    private final InstantSource clock;

    AliyunQueue(URI queues, WebCaller web, InstantSource clock) {
        this.queues = queues;
        this.web = web;
        this.clock = clock;
    }

    /** Some entries; none when the queue is empty. */
    Future<List<Entry>> fetch(String queue, QueueRight right) {
        return call(HttpMethod.GET, "/queues/" + queue + "/messages?numOfMessages=" + AT_ONCE + "&waitseconds=0", right)
                .map(answer -> answer.status() == NOTHING_THERE ? List.of() : entries(succeeded(answer)));
    }

    /** It is safe here; one that is no longer there is deleted too. */
    Future<Void> delete(String queue, QueueRight right, Entry entry) {
        return call(HttpMethod.DELETE, "/queues/" + queue + "/messages?ReceiptHandle=" + entry.handle(), right)
                .map(answer -> answer.status() == NOTHING_THERE ? answer : succeeded(answer))
                .mapEmpty();
    }

    private Future<WebCaller.Answer> call(HttpMethod method, String resource, QueueRight right) {
        String date = DATE.format(clock.instant());
        String signed = String.join("\n", method.name(), "", TYPE, date, "x-mns-version:" + VERSION, resource);
        return web.request(
                method,
                queues.resolve(resource),
                Map.of(
                        "Date", date,
                        "Content-Type", TYPE,
                        "x-mns-version", VERSION,
                        "security-token", right.token(),
                        "Authorization", "MNS " + right.keyId() + ":" + signature(right.keySecret(), signed)),
                "");
    }

    private static WebCaller.Answer succeeded(WebCaller.Answer answer) {
        if (answer.status() == 401 || answer.status() == 403) {
            throw new NoRightException("the queue answered " + answer.status());
        }
        if (answer.status() < 200 || answer.status() >= 300) {
            throw new IllegalStateException("the queue answered " + answer.status());
        }
        return answer;
    }

    private static String signature(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA1", e);
        }
    }

    /** All of them or none: from an answer that was cut off nothing is taken, and all of it comes again. */
    private static List<Entry> entries(WebCaller.Answer answer) {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        var entries = new ArrayList<Entry>();
        try {
            XMLStreamReader in = factory.createXMLStreamReader(new StringReader(answer.body()));
            String handle = "";
            String body = "";
            while (in.hasNext()) {
                int event = in.next();
                String name = in.hasName() ? in.getLocalName() : "";
                if (event == XMLStreamConstants.START_ELEMENT && name.equals("ReceiptHandle")) {
                    handle = in.getElementText().strip();
                } else if (event == XMLStreamConstants.START_ELEMENT && name.equals("MessageBody")) {
                    body = in.getElementText().strip();
                } else if (event == XMLStreamConstants.END_ELEMENT && name.equals("Message")) {
                    if (!HANDLE.matcher(handle).matches()) {
                        throw new IllegalStateException("an entry has no handle");
                    }
                    entries.add(new Entry(handle, plain(body)));
                    handle = "";
                    body = "";
                }
            }
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the queue's answer is not well formed", e);
        }
        return entries;
    }

    /** The platform puts its entries into the queue in Base64. */
    private static String plain(String body) {
        if (body.startsWith("{")) {
            return body;
        }
        try {
            return new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return body;
        }
    }
}
