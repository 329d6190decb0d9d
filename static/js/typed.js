// Puts what was typed before a session ended back into its form. Without this file it stands there to be copied.
(function () {
  'use strict';

  var box = document.getElementById('kept');

  function formOf(action) {
    return Array.prototype.find.call(document.querySelectorAll('form[method="post"]'), function (form) {
      return new URL(form.getAttribute('action') || window.location.href, window.location.href).pathname === action;
    });
  }

  function put(field, value) {
    if (field.type === 'checkbox' || field.type === 'radio') {
      field.checked = field.checked || field.value === value;
    } else if (field.type !== 'file' && field.type !== 'hidden' && field.type !== 'submit') {
      field.value = value;
    }
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  function fill(form) {
    var filled = 0;
    box.querySelectorAll('[data-name]').forEach(function (kept) {
      Array.prototype.forEach.call(form.elements, function (field) {
        if (field.name === kept.dataset.name && field.type !== 'file') {
          put(field, kept.value);
          filled += kept.hidden ? 0 : 1;
        }
      });
    });
    return filled;
  }

  var form = formOf(box.dataset.action);
  if (form && fill(form)) {
    box.querySelector('[data-words]').textContent = '已经替您填回表里，请核对，再交一次。要是选过文件，请再选一次。';
  }
}());
