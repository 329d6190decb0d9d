// Prints the page at a tap. Without this file the button stays hidden, and the browser's own menu prints.
(function () {
  'use strict';

  document.querySelectorAll('[data-print]').forEach(function (button) {
    button.hidden = false;
    button.addEventListener('click', function () { window.print(); });
  });
}());
