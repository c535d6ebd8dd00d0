#!/bin/sh
# Copies what the detection job needs beside Flink itself into a folder: collect-job.sh CLASS_PATH_FILE FOLDER
# Flink's image brings Flink and the logging; a second copy of either breaks the job's class loading.
set -eu
class_path="${1:?usage: collect-job.sh CLASS_PATH_FILE FOLDER}"
folder="${2:?usage: collect-job.sh CLASS_PATH_FILE FOLDER}"
mkdir -p "$folder"
tr ':' '\n' <"$class_path" | while IFS= read -r jar; do
  case "${jar##*/}" in
    flink-connector-kafka-* | flink-connector-base-*) cp "$jar" "$folder/" ;;
    flink-* | slf4j-* | logback-* | log4j-*) ;;
    *.jar) cp "$jar" "$folder/" ;;
  esac
done
