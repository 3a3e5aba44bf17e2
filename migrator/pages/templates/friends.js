"use strict";
(function () {
  var body = document.querySelector(".people tbody");
  var rows = Array.prototype.slice.call(body.rows);
  var search = document.getElementById("search"), open = document.getElementById("open"), said = document.getElementById("said");
  var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
  function tick(row) { return row.querySelector("input"); }
  function show() {
    var wanted = search.value.trim().toLowerCase(), shown = 0;
    rows.forEach(function (row, index) {
      row.hidden = texts[index].indexOf(wanted) < 0 || (open.checked && row.hasAttribute("data-ticked"));
      shown += row.hidden ? 0 : 1;
    });
    said.textContent = shown + " of " + rows.length + " shown";
  }
  var keys = {
    tick: function (row) { return tick(row).checked ? 0 : 1; },
    who: function (row) { return row.cells[1].textContent.trim().toLowerCase(); },
    handle: function (row) { return row.getAttribute("data-handle"); },
    sure: function (row) { return Number(row.getAttribute("data-rank")); },
    state: function (row) { return row.cells[4].textContent.trim(); }
  };
  document.querySelectorAll("[data-sort]").forEach(function (button) {
    button.addEventListener("click", function () {
      var key = keys[button.getAttribute("data-sort")], head = button.closest("th");
      var down = head.getAttribute("aria-sort") === "ascending";
      document.querySelectorAll("th").forEach(function (one) { one.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      rows.slice().sort(function (a, b) {
        var x = key(a), y = key(b);
        return (x < y ? -1 : x > y ? 1 : 0) * (down ? -1 : 1);
      }).forEach(function (row) { body.appendChild(row); });
    });
  });
  search.addEventListener("input", show);
  open.addEventListener("change", show);
  document.getElementById("save").addEventListener("click", function () {
    var choices = [];
    rows.forEach(function (row) {
      var before = row.hasAttribute("data-ticked"), now = tick(row).checked;
      if (now || before) {
        choices.push({
          action: now ? "accept" : "reject",
          person: row.getAttribute("data-person"),
          handle: row.getAttribute("data-handle")
        });
      }
    });
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify({kind: "choices", choices: choices}, null, 1)], {type: "application/json"}));
    link.download = "friends-choices.json";
    link.click();
    URL.revokeObjectURL(link.href);
    said.textContent = choices.length + " choices saved";
  });
  show();
}());
