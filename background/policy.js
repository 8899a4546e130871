// What of a company's policy the worker goes by (managed_schema.json).

const ANSWER_MS = 3_000; // a browser that has just started takes more than a second to tell

/**
 * Whether the workspace's credits are to be left alone; null where the browser does not tell: then they are not asked for, because
 * a company may not want that, and what is stored of them stays. A browser that refuses to tell has no policy, as Firefox does.
 * @returns {Promise<boolean | null>}
 */
export async function hidesWorkspace() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const silence = new Promise((done) => {
    timer = setTimeout(done, ANSWER_MS, { hide_workspace: null });
  });
  try {
    const told = await Promise.race([chrome.storage.managed.get("hide_workspace"), silence]);
    return told.hide_workspace === null ? null : told.hide_workspace === true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

// Of a stored report what somebody may have who may see only the own credits.
/** @type {(report: StoredReport | null) => StoredReport | null} */
export const withoutWorkspace = (report) =>
  report && {
    ...report,
    report_status: report.report_status.map((row) =>
      row.report === "workspace" ? { ...row, code: "NOT_ASKED", at: null } : row,
    ),
    scopes: { ...report.scopes, workspace: null },
  };
