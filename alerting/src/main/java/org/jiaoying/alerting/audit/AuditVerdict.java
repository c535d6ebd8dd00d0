package org.jiaoying.alerting.audit;

import java.util.List;

/**
 * What the verifier says about an export.
 *
 * @param lines how many lines were read
 * @param lastHash of the last line: to be compared with one noted elsewhere, since whoever can rewrite the whole file can
 *     also compute it anew
 * @param anchorsHeld how many anchors that were told outside agree with it
 * @param findings empty where all is well; at most {@link AuditVerifier#MAX_FINDINGS}
 */
public record AuditVerdict(long lines, long lastSeq, String lastHash, int anchorsHeld, List<AuditFinding> findings) {
    public boolean whole() {
        return findings.isEmpty();
    }
}
