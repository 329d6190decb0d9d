// Sends a form once, however often its button is clicked. An initial password, a code, a 测评票 open once: with a double
// click the second try would find them used, and its answer is the one that the browser shows. Without this file, one click.
(function () {
  'use strict';

  var AGAIN_AFTER = 10 * 1000; // the network may have failed

  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.dataset.sent) {
      event.preventDefault();
    } else if (!event.defaultPrevented) {
      form.dataset.sent = '1';
      window.setTimeout(function () { delete form.dataset.sent; }, AGAIN_AFTER);
    }
  });

  window.addEventListener('pageshow', function () { // back from the next page
    document.querySelectorAll('form[data-sent]').forEach(function (form) { delete form.dataset.sent; });
  });
}());
