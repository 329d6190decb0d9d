// A clock to practise with, on this screen alone: counts down, warns in the last minute, goes on past the end.
(function () {
  'use strict';

  var MILLISECONDS = 1000;
  var MINUTE = 60;
  var DRAWN_EVERY = 200;

  function text(seconds) {
    var rest = seconds % MINUTE;
    return Math.floor(seconds / MINUTE) + ':' + (rest < 10 ? '0' : '') + rest;
  }

  function practise(panel) {
    var limit = Number(panel.dataset.seconds);
    var start = panel.querySelector('[data-start]');
    var said = panel.querySelector('[data-said]');
    var begun = null;
    var spent = 0;

    function gone() {
      return spent + (begun === null ? 0 : performance.now() - begun);
    }

    function say(words) {
      if (said.textContent !== words) {
        said.textContent = words;
      }
    }

    function draw() {
      var left = limit - Math.floor(gone() / MILLISECONDS);
      panel.querySelector('[data-digits]').textContent = left >= 0 ? text(left) : '+' + text(-left);
      panel.classList.toggle('practice-soon', left <= MINUTE && left > 0);
      panel.classList.toggle('practice-over', left <= 0);
      start.textContent = begun === null ? (spent ? '接着' : '开始') : '停下';
      say(left <= 0 ? '时间到' : left <= MINUTE ? '最后一分钟' : begun === null ? '点“开始”，照着下面念' : '正在计时');
    }

    start.addEventListener('click', function () {
      spent = gone();
      begun = begun === null ? performance.now() : null;
      draw();
    });
    panel.querySelector('[data-again]').addEventListener('click', function () {
      spent = 0;
      begun = null;
      draw();
    });
    panel.querySelector('[data-acts]').hidden = false;
    draw();
    window.setInterval(draw, DRAWN_EVERY);
  }

  document.querySelectorAll('[data-practice]').forEach(practise);
}());
