package org.jiaoying.standalone.drill;

/**
 * How a drill is run.
 *
 * @param people how many are called
 * @param centers how many SMS centers there are
 * @param centerDies whether the first of them dies when half of the people have been called
 * @param instances how many processes of alerting there are
 * @param kill whether the second of them is killed when half of the people have been called
 * @param seed who behaves how
 */
public record DrillPlan(int people, int centers, boolean centerDies, int instances, boolean kill, long seed) {
    private static final int MOST_PEOPLE = 1_200;

    /** @throws IllegalArgumentException with a sentence for the reader */
    public DrillPlan {
        require(people >= 3 && people <= MOST_PEOPLE, "--people 应在 3 到 1200 之间。--people must lie in 3 to 1200.");
        require(instances == 1 || instances == 2, "--instances 应为 1 或 2。--instances must be 1 or 2.");
        require(!kill || instances == 2, "--kill 需要 --instances 2。--kill needs --instances 2.");
        require(!centerDies || centers >= 2, "一个短信中心失效时须另有一个。One center can die only beside another.");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
