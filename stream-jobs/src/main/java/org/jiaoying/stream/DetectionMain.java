package org.jiaoying.stream;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Submits the detection job to the Flink cluster that runs this class; settings are read from the environment. */
public final class DetectionMain {
    private DetectionMain() {}

    public static void main(String[] args) throws Exception {
        DetectionJobConfig config = DetectionJobConfig.from(System.getenv());
        var env = StreamExecutionEnvironment.getExecutionEnvironment(DetectionJob.configuration(config));
        DetectionJob.build(env, config);
        env.execute("detection");
    }
}
