package org.jiaoying.alerting.view;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many people are in each zone of a site, by the last sign of each card (标识卡). Who left a zone and was not seen
 * afterwards is counted nowhere.
 *
 * @param zones people by zone; those whose last sign named no zone stand under ""
 * @param sos how many of them last called for help
 */
public record Headcount(Map<String, Integer> zones, int total, int sos) {

    /** @param cards the last sign of each card, as the history part tells it */
    public static Headcount of(JsonArray cards) {
        var zones = new TreeMap<String, Integer>();
        int total = 0;
        int sos = 0;
        for (int i = 0; i < cards.size(); i++) {
            JsonObject card = cards.getJsonObject(i);
            String movement = card.getString("movement", "");
            if (movement.equals("leave")) {
                continue;
            }
            total++;
            sos += movement.equals("sos") ? 1 : 0;
            zones.merge(card.getString("zone", ""), 1, Integer::sum);
        }
        return new Headcount(zones, total, sos);
    }

    public int in(String zone) {
        return zones.getOrDefault(zone, 0);
    }
}
