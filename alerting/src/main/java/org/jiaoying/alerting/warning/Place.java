package org.jiaoying.alerting.warning;

import java.time.ZoneId;
import org.jiaoying.domain.Text;

/**
 * Where something is, in words of the register.
 *
 * @param name site, zone and what is measured there
 * @param timeZone in which its people read times
 */
public record Place(Text name, ZoneId timeZone) {}
