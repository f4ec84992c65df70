// One beat for everything that watches the time. Where one watcher stumbles, the others go on.
const watchers = [];

function everySecond(watch) {
  if (!watchers.length) setInterval(() => watchers.forEach(watchOnce), SECOND);
  watchers.push(watch);
}

function watchOnce(watch) {
  try {
    watch();
  } catch (trouble) {
    noteTrouble(trouble);
  }
}
