// What enterprises sent that was refused: per enterprise and code, with what to do and the latest samples.
import { defineComponent, h, onBeforeUnmount, onMounted, ref } from "../../vendor/vue.js";
import { api } from "../api.js";
import { explainReject, say, t } from "../speak.js";
import { ago, dateTime } from "../time.js";

const AGAIN_MILLIS = 10_000;

export const RejectsPage = defineComponent({
  setup() {
    const counts = ref(null);
    const failure = ref("");
    let timer = 0;

    async function read() {
      try {
        counts.value = (await api.rejects()).items;
        failure.value = "";
      } catch (problem) {
        failure.value = problem.message;
      }
      timer = setTimeout(read, AGAIN_MILLIS);
    }
    onMounted(read);
    onBeforeUnmount(() => clearTimeout(timer));

    function entry(count) {
      const [what, remedy] = explainReject(count.code);
      return h("article", { class: "card reject" }, [
        h("h3", [say(count.enterpriseName), " · ", what, h("span", { class: "howmany" }, t("rejects.times", { count: count.count }))]),
        h("p", { class: "detail" }, [h("code", count.code), remedy ? ` · ${t("rejects.what")}: ${remedy}` : ""]),
        h(
          "ul",
          { class: "samples" },
          count.samples.map((sample) =>
            h("li", [
              h("span", { class: "detail" }, `${dateTime(sample.receivedAt)} · ${ago(sample.receivedAt)} · ${sample.topic}`),
              h("span", sample.reason),
              h("code", sample.sample),
            ]),
          ),
        ),
      ]);
    }

    return () =>
      h("main", { class: "rejects" }, [
        h("h1", t("rejects.title")),
        h("p", { class: "detail" }, t("rejects.intro")),
        failure.value ? h("p", { class: "failure", role: "alert" }, failure.value) : null,
        counts.value && counts.value.length === 0 ? h("p", { class: "none" }, t("rejects.none")) : null,
        ...(counts.value ?? []).map(entry),
      ]);
  },
});
