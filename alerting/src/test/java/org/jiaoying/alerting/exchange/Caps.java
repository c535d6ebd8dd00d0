package org.jiaoying.alerting.exchange;

import java.io.StringReader;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.xml.sax.SAXException;

/** Keys, settings and messages for the tests of the exchange. */
final class Caps {
    static final KeyPair OURS = pair();
    static final KeyPair THEIRS = pair();
    static final String TOKEN = "a-token-of-the-weather-office";

    private Caps() {}

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String privatePem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    static String publicPem(KeyPair pair) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    static ExchangeSettings settings(boolean signedSource) {
        return new ExchangeSettings(
                "jiaoying@county.example",
                "县应急管理局",
                "33010200100100",
                new ExchangeSettings.Area("全县", List.of("330102000000"), ""),
                Map.of(
                        new SiteKey("demo-mine", "north"),
                        new ExchangeSettings.Area(
                                "北矿", List.of("330102001000"), "30.1,120.1 30.2,120.1 30.2,120.2 30.1,120.1")),
                Level.YELLOW,
                Level.RED,
                privatePem(OURS),
                List.of(new ExchangeSettings.Partner(
                        "province", java.net.URI.create("https://province.example/cap"), "s")),
                List.of(source(signedSource)));
    }

    static ExchangeSettings.Source source(boolean signed) {
        return new ExchangeSettings.Source(
                "weather",
                "weather@province.example",
                TOKEN,
                signed ? publicPem(THEIRS) : "",
                Hazard.WEATHER,
                List.of(new SiteKey("demo-mine", "north")));
    }

    /** Fails with the validator's words if the message breaks the schema. */
    static void validate(String xml) throws Exception {
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(Caps.class.getResource("/cap/cap-1.2.xsd"))
                .newValidator()
                .validate(new StreamSource(new StringReader(xml)));
    }

    static boolean isValid(String xml) throws Exception {
        try {
            validate(xml);
            return true;
        } catch (SAXException e) {
            return false;
        }
    }

    static String weather(String identifier, String type, String severity, String sent, String more) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
                <identifier>%s</identifier><sender>weather@province.example</sender><sent>%s</sent>
                <status>Actual</status><msgType>%s</msgType><scope>Public</scope>%s
                <info><language>zh-CN</language><category>Met</category><event>暴雨</event><urgency>Immediate</urgency>
                <severity>%s</severity><certainty>Likely</certainty><headline>气象台发布暴雨预警</headline>
                <area><areaDesc>全县</areaDesc></area></info></alert>""".formatted(identifier, sent, type, more, severity);
    }
}
