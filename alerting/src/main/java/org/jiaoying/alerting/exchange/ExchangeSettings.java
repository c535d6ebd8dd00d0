package org.jiaoying.alerting.exchange;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;

/**
 * What is told to other authorities, and who may tell us.
 *
 * @param sender names this system in CAP; without spaces, commas, {@code <} and {@code &}
 * @param senderName as people read it
 * @param issuer the fourteen digits of GB/T 35965.1: region 6, organisation 3, internal 3, extension 2
 * @param area where nothing else is said of a site
 * @param areas of sites
 * @param from the least level that is published
 * @param broadcastFrom the least level that is broadcast
 * @param signingKey private key in PEM (PKCS#8, RSA); empty: what is published is not signed
 * @param partners to whom every message is pushed
 * @param sources from whom messages are taken
 */
public record ExchangeSettings(
        String sender,
        String senderName,
        String issuer,
        Area area,
        Map<SiteKey, Area> areas,
        Level from,
        Level broadcastFrom,
        String signingKey,
        List<Partner> partners,
        List<Source> sources) {

    /**
     * An area that is warned.
     *
     * @param codes of twelve digits
     * @param polygon {@code lat,lon lat,lon …}, closed; empty if there is none
     */
    public record Area(String name, List<String> codes, String polygon) {}

    /** Who gets every message, by POST. */
    public record Partner(String name, URI url, String secret) {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * An authority that sends us CAP.
     *
     * @param sender as it stands in its messages
     * @param token with which it proves itself
     * @param key its public key in PEM, if its messages are signed; empty: the token has to do
     * @param sites that its messages concern
     */
    public record Source(String name, String sender, String token, String key, Hazard hazard, List<SiteKey> sites) {
        @Override
        public String toString() {
            return name;
        }
    }

    public ExchangeSettings {
        areas = Map.copyOf(areas);
        partners = List.copyOf(partners);
        sources = List.copyOf(sources);
    }

    Area areaOf(SiteKey site) {
        return areas.getOrDefault(site, area);
    }

    @Override
    public String toString() {
        return sender;
    }
}
