/** How moments are written: in the story's time zone, in the reader's language. */
export class Times {
  #hour;
  #day;

  constructor(zone, language) {
    const locale = { en: "en-US", es: "es-US" }[language] ?? language;
    this.#hour = new Intl.DateTimeFormat(locale, { timeZone: zone, hour: "numeric", minute: "2-digit" });
    this.#day = new Intl.DateTimeFormat(locale, {
      timeZone: zone, weekday: "long", month: "long", day: "numeric",
    });
  }

  hour(at) {
    return this.#hour.format(new Date(at));
  }

  day(at) {
    const words = this.#day.format(new Date(at));
    return words[0].toUpperCase() + words.slice(1);
  }
}

/** The zone's own name at that moment: "Eastern Standard Time". */
export function zoneName(zone, at) {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "long" })
    .formatToParts(new Date(at));
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
}
