package org.jiaoying.alerting.roster;

import org.jspecify.annotations.Nullable;

/**
 * An organisation (单位): organisations form trees, from the county down.
 *
 * @param id of an enterprise the id it has in the register, so that its sites belong to it
 * @param parent id of the one it belongs to; absent at the top
 */
public record Organisation(
        String id,
        String name,
        OrganisationKind kind,
        @Nullable String parent) {}
