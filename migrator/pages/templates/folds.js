"use strict";
(function () {
  var LONGEST = 300;  // found items shown at once
  function inert(month) { return month.querySelector("script[type='text/html']"); }
  function build(month) {
    var source = inert(month);
    if (!source) { return; }
    var body = document.createElement("div");
    body.innerHTML = source.textContent;
    source.replaceWith(body);
  }
  function raw(month) {
    var source = inert(month);
    return source ? source.textContent : month.lastElementChild.innerHTML;
  }
  document.addEventListener("toggle", function (event) {
    if (event.target.open && event.target.classList.contains("month")) { build(event.target); }
  }, true);
  document.querySelectorAll("details.month[open]").forEach(build);

  function go() {
    var id = decodeURIComponent(location.hash.slice(1));
    if (!/^p-/.test(id)) { return; }
    document.querySelectorAll("details.month").forEach(function (month) {
      if (inert(month) && raw(month).indexOf('id="' + id + '"') >= 0) { build(month); }
    });
    var post = document.getElementById(id);
    for (var node = post; node; node = node.parentElement) { if (node.tagName === "DETAILS") { node.open = true; } }
    if (post) { post.scrollIntoView(); }
  }
  window.addEventListener("hashchange", go);
  go();

  var box = document.getElementById("find"), found = document.getElementById("found"), list = document.getElementById("list");
  if (!box) { return; }
  box.closest(".find").hidden = false;
  function search() {
    var wanted = box.value.trim().toLowerCase(), hits = [], total = 0;
    list.hidden = wanted.length > 1;
    found.hidden = !list.hidden;
    if (found.hidden) { return; }
    document.querySelectorAll("#list details.month").forEach(function (month) {
      raw(month).split("<article").slice(1).forEach(function (piece) {
        var text = piece.replace(/^[^>]*>/, "").replace(/<[^>]*>/g, " ").replace(/&amp;/g, "&").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&#39;/g, "'").replace(/&quot;|&#34;/g, '"');
        if (text.toLowerCase().indexOf(wanted) < 0) { return; }
        total += 1;
        if (hits.length < LONGEST) { hits.push("<article" + piece.replace(/ id="[^"]*"/, "")); }
      });
    });
    found.innerHTML = hits.join("");
    document.getElementById("hits").textContent = total + (total === 1 ? " found" : " found") + (total > LONGEST ? ", the first " + LONGEST + " shown" : "");
  }
  var soon;
  box.addEventListener("input", function () { clearTimeout(soon); soon = setTimeout(search, 200); });
})();
