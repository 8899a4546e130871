// What of a company's policy the worker goes by (managed_schema.json).

const ANSWER_MS = 3_000; // a browser that has just started takes more than a second to tell

/**
 * Whether the workspace's credits are to be left alone. So they are while the browser does not tell: what a company may not want
 * read is then not read. A browser that refuses to tell has no policy, as Firefox does.
 * @returns {Promise<boolean>}
 */
export async function hidesWorkspace() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const silence = new Promise((done) => {
    timer = setTimeout(done, ANSWER_MS, { hide_workspace: true });
  });
  try {
    const told = await Promise.race([chrome.storage.managed.get("hide_workspace"), silence]);
    return told.hide_workspace === true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
