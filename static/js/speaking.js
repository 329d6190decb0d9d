// Keeps the running total up to date while paragraphs are ticked off. Without it, saving says the total.
(function () {
  'use strict';

  var MINUTE = 60;

  function takes(words, rate) {
    var seconds = Math.round(words * MINUTE / rate);
    var rest = seconds % MINUTE;
    return Math.floor(seconds / MINUTE) + ' 分 ' + (rest < 10 ? '0' : '') + rest + ' 秒';
  }

  function count(form) {
    var sum = 0;
    form.querySelectorAll('input[name="kept"]:checked').forEach(function (box) {
      sum += Number(box.dataset.words);
    });
    return sum;
  }

  function draw(form) {
    var sum = count(form);
    var allowed = Number(form.dataset.allowed);
    var verdict = form.querySelector('[data-verdict]');
    form.querySelector('[data-sum]').textContent = sum;
    form.querySelector('[data-takes]').textContent = takes(sum, Number(form.dataset.rate));
    verdict.textContent = sum > allowed ? '还多 ' + (sum - allowed) + ' 字' : '时间够，还余 ' + (allowed - sum) + ' 字';
    verdict.classList.toggle('is-bad', sum > allowed);
  }

  document.querySelectorAll('[data-speaking]').forEach(function (form) {
    form.addEventListener('change', function () { draw(form); });
    // The browser may bring ticks back that the page did not have.
    window.addEventListener('pageshow', function () { draw(form); });
  });
}());
