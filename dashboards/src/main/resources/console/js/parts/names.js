// Names of sites, for what the API names by their ids.
import { onMounted, ref } from "../../vendor/vue.js";
import { api } from "../api.js";
import { say } from "../speak.js";

/** sites: as the API lists them; siteName("enterprise/site"), enterpriseName(id): the name, or the id while it is not known. */
export function siteNames() {
  const sites = ref([]);
  onMounted(async () => {
    try {
      sites.value = (await api.sites()).items;
    } catch {
      // Ids are shown instead: nothing else depends on the names.
    }
  });
  function siteName(key) {
    const site = sites.value.find((one) => `${one.enterprise}/${one.id}` === key);
    return site ? `${say(site.enterpriseName)} · ${say(site.name)}` : key;
  }
  function enterpriseName(id) {
    const site = sites.value.find((one) => one.enterprise === id);
    return site ? say(site.enterpriseName) : id;
  }
  const siteOptions = () => sites.value.map((site) => [`${site.enterprise}/${site.id}`, `${say(site.enterpriseName)} · ${say(site.name)}`]);
  return { sites, siteName, enterpriseName, siteOptions };
}
