/* mkdocs-reciprocity: buttons that copy a link or share it, where a browser can. All else works without this. */
for (const part of navigator.clipboard ? document.querySelectorAll(".reciprocity-copy[hidden]") : []) {
  const button = part.querySelector("button");
  const says = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.url);
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = says), 3000);
  });
  part.hidden = false;
}
for (const button of navigator.share ? document.querySelectorAll(".reciprocity-share[hidden]") : []) {
  const { title, url } = button.dataset;
  button.addEventListener("click", () => navigator.share({ title, url }).catch(() => {})); // closed without sharing
  button.hidden = false;
  button.nextElementSibling.hidden = true;
}
