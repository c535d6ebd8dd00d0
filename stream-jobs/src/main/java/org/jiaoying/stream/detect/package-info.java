/**
 * The detectors: plain classes that find breaches in what devices say. No Flink here.
 *
 * <p>Two judges. {@link org.jiaoying.stream.detect.DeviceJudge} takes one device's messages as they come, and tells at once;
 * its {@code Detector}s step from sample to sample of one point. {@link org.jiaoying.stream.detect.SiteJudge} takes what the
 * rules of a whole site {@linkplain org.jiaoying.stream.detect.Wanted want} of its devices' messages, in the order of event
 * time, some seconds later; its {@code SiteDetector}s see several devices, the register's zones, and who is where.
 *
 * <p>To add a kind of rule that needs several devices of a site: a {@code SiteKind}, which says what it wants of a device and
 * makes a {@code SiteDetector} with its limits looked up ({@code SiteLook}), in the list of {@code SiteKinds}. The detector
 * keeps what it remembers in the {@code SiteTrace} it is handed, a {@code DetectorState} for each subject; asks to be looked at
 * when time has passed ({@code SiteTrace.lookAt}); and says to {@code Verdicts} which level a subject has reached. Breaches,
 * their ids and revisions, withdrawal, declared windows and failures are taken care of there and in the judge.
 */
package org.jiaoying.stream.detect;
