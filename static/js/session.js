// Says five minutes before a session ends by itself, and keeps it awake while somebody types.
// The server stays the judge; without this file the answer to the next click says that the session is over.
(function () {
  'use strict';

  var WARN = 5 * 60;
  var PING = 2 * 60;
  var WORKED = 'worked-at';
  var box = document.getElementById('idle');
  var words = box.querySelector('[data-words]');
  var button = box.querySelector('button');
  var last = 0;
  var over = false;

  // Another window of the same browser keeps this one logged in as well: they tell each other when somebody worked.
  function work() {
    last = Date.now();
    try {
      window.localStorage.setItem(WORKED, String(last));
    } catch (error) { /* nothing may be kept here: this window alone counts */ }
  }

  function idle() {
    var elsewhere = 0;
    try {
      elsewhere = Number(window.localStorage.getItem(WORKED));
    } catch (error) { /* as above */ }
    if (elsewhere <= Date.now()) {
      last = Math.max(last, elsewhere);
    }
    return (Date.now() - last) / 1000;
  }

  function tell(sentence) {
    if (words.textContent !== sentence) {
      words.textContent = sentence;
    }
    box.hidden = !sentence;
  }

  function end() {
    over = true;
    button.hidden = true;
    tell('离开得太久，已经退出了。写好的文字不用抄：照常提交，重新登录后会还给您。');
  }

  function stay() {
    fetch(box.dataset.stay, { credentials: 'same-origin', redirect: 'manual' }).then(function (response) {
      if (response.status === 204) {
        work();
        look();
      } else {
        end();
      }
    }, function () { /* the network is away: the next click asks again */ });
  }

  function look() {
    var left = Number(box.dataset.seconds) - idle();
    if (over) {
      return;
    }
    if (left <= 0) {
      end();
    } else {
      tell(left <= WARN ? Math.ceil(left / 60) + ' 分钟后将自动退出。' : '');
    }
  }

  button.addEventListener('click', stay);
  document.addEventListener('input', function () {
    if (!over && idle() > PING) {
      work();
      stay();
    }
  });
  document.addEventListener('htmx:afterRequest', function (event) {
    var asked = event.detail.requestConfig;
    if (event.detail.successful && !(asked && asked.headers['X-Watching'])) {
      work();
      look();
    }
  });
  work();
  window.setInterval(look, 15 * 1000);
}());
