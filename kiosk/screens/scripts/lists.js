// What a list holds, by the device's clock: {offer, date} with the soonest first; date is null
// where one has to ask for it. A topic is a name such as "today", or "interest:Musik".
function entries(topic) {
  if (truth() === "evergreen") return [];
  const all = days(topic);
  const found = contents.offers.filter((offer) => isAbout(offer, topic)).flatMap((offer) => {
    const coming = offer.dates.filter(isComing);
    if (all) return coming.filter((date) => date.day >= all[0] && date.day <= all[1])
      .map((date) => ({ offer, date }));
    const next = coming.find((date) => !date.isOff);
    if (!next && offer.dates.length) return [];
    return [{ offer, date: next ?? null }];
  });
  return found.sort((one, other) => starts(one) - starts(other)
    || one.offer.metres - other.offer.metres);
}

// Lists about days hold every date of theirs; the others the next one of each offer.
function days(topic) {
  if (topic === "today") return [today(), today()];
  if (topic === "week") return [today(), today() + 6];
  return null;
}

function isAbout(offer, topic) {
  const [kind, name] = topic.split(":");
  switch (kind) {
    case "free": return offer.facts?.free === "yes";
    case "step_free": return offer.facts?.step_free === "yes";
    case "here": return contents.here.includes(offer.id);
    case "interest": return offer.interests?.includes(name);
    case "situation": return offer.situations?.includes(name);
    default: return true;
  }
}

function starts(entry) {
  return entry.date ? entry.date.from : Infinity;
}

// The topics somebody may choose from that lead to something.
function choices(kind) {
  const named = kind === "interests"
    ? contents.interests.map(({ name, words, lang }) => ({ topic: `interest:${name}`, words, lang }))
    : Object.entries(contents.situations)
      .map(([name, words]) => ({ topic: `situation:${name}`, words }));
  return named.filter(({ topic }) => entries(topic).length);
}

function nameOf(topic) {
  const [kind, name] = topic.split(":");
  if (kind === "interest") return contents.interests.find((one) => one.name === name);
  if (kind === "situation") return { words: contents.situations[name] };
  return { words: contents.topics[topic] };
}

// One of the four doors, for a topic such as "door:help"; nothing for other topics.
function doorOf(topic) {
  const [kind, name] = topic.split(":");
  return kind === "door" ? contents.doors[name] : undefined;
}
