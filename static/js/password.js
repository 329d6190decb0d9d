// Lets people see the password that they type. Without this file the field is an ordinary password field.
(function () {
  'use strict';

  function wakeUp(field) {
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'link password-show';
    button.textContent = '显示密码';
    button.setAttribute('aria-controls', field.id);
    button.addEventListener('click', function () {
      var shown = field.type === 'text';
      field.type = shown ? 'password' : 'text';
      button.textContent = shown ? '显示密码' : '隐藏密码';
      field.focus();
    });
    field.parentNode.insertBefore(button, field.nextSibling);
    if (field.form) {
      // Browsers offer to remember what a text field holds: hide it again before it is sent.
      field.form.addEventListener('submit', function () { field.type = 'password'; });
    }
  }

  document.querySelectorAll('input[type="password"]').forEach(wakeUp);
}());
