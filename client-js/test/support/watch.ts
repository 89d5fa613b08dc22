import type { Page } from "puppeteer-core";

/**
 * Collects whatever a strict policy had to stop in the pages that a tab shows from now on, and every error. Watches from
 * before the first script of each page.
 */
export async function watchFaults(page: Page): Promise<string[]> {
  const faults: string[] = [];
  // Chromium also reports that the page came with 404 or 503, and Firefox wants an icon where the application has none.
  const fault = (text: string): unknown => /^Failed to load resource|favicon\.ico/.test(text) || faults.push(text);
  page.on("pageerror", (error) => fault(String(error)));
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) fault(message.text());
  });
  await page.evaluateOnNewDocument(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
      console.error(`violation of ${violatedDirective}: ${blockedURI} ${sample}`);
    });
  });
  return faults;
}
