/** Talks to the admin API, which lies one folder above the console. */

const base = new URL("../", document.baseURI);

let csrf = "";

/** What the server answered instead of what was asked for. */
export class ApiError extends Error {
  constructor(status, message, retryAfter) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** Sets what proves that a change comes from this page. */
export function useCsrf(value) {
  csrf = value ?? "";
}

function address(path, query) {
  const url = new URL(path, base);
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== "") {
      url.searchParams.set(name, value);
    }
  }
  return url;
}

async function failure(response) {
  let message = "";
  try {
    message = (await response.json()).message ?? "";
  } catch {
    // Not from us: a proxy, or a server that is going down. The status says enough.
  }
  return new ApiError(response.status, message, Number(response.headers.get("Retry-After")) || 0);
}

/** Asks; answers the JSON, or null when there is no body. Throws ApiError, with status 0 when nobody answered. */
export async function call(method, path, { query, body, headers, quiet } = {}) {
  const all = { Accept: "application/json", ...headers };
  if (method !== "GET") {
    all["Mailwarden-Csrf"] = csrf;
  }
  if (body !== undefined) {
    all["Content-Type"] = "application/json";
  }
  let response;
  try {
    response = await fetch(address(path, query), {
      method,
      headers: all,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
    });
  } catch {
    throw new ApiError(0, "");
  }
  if (response.status === 401 && !quiet) {
    document.dispatchEvent(new CustomEvent("signed-out"));
  }
  if (!response.ok) {
    throw await failure(response);
  }
  const text = await response.text();
  return text ? JSON.parse(text) : null;
}

export const get = (path, query) => call("GET", path, { query });
export const post = (path, body, query) => call("POST", path, { body, query });
export const put = (path, body, query) => call("PUT", path, { body, query });
export const remove = (path, query) => call("DELETE", path, { query });

/** The same, or undefined where this server does not have such a route or thing (404), or we may not see it (403). */
export async function maybe(promise) {
  try {
    return await promise;
  } catch (error) {
    if (error.status === 404 || error.status === 403) {
      return undefined;
    }
    throw error;
  }
}

/** A part of a path. */
export const part = (text) => encodeURIComponent(text);

/** The address of an export. */
export const exportAddress = (path, query) => address(path, query).toString();

/** Fetches a list as a file in that format, and gives it to the reader. */
export async function download(path, query, accept, name) {
  const response = await fetch(address(path, query), {
    headers: { Accept: accept },
    credentials: "same-origin",
    cache: "no-store",
  });
  if (!response.ok) {
    throw await failure(response);
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
