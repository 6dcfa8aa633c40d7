/* mkdocs-reciprocity: buttons that copy a link, where a browser lets a page copy. All else works without this. */
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
