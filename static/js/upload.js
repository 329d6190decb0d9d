// Makes the drop zone live: shows what was chosen, how far the sending is, and what to do when the network is gone.
// The server stays the judge; without this file the form is an ordinary file field.
(function () {
  'use strict';

  var LIMIT = 10 * 1024 * 1024;
  var UNITS = [[1024 * 1024, ' MB'], [1024, ' KB']];

  function part(form, name) {
    return form.querySelector('[data-' + name + ']');
  }

  function field(form) {
    return form.querySelector('input[type="file"]');
  }

  function sizeText(bytes) {
    for (var i = 0; i < UNITS.length; i += 1) {
      if (bytes >= UNITS[i][0]) {
        return (bytes / UNITS[i][0]).toFixed(1) + UNITS[i][1];
      }
    }
    return bytes + ' 字节';
  }

  function hintFor(file) {
    if (/\.(doc|wps)$/i.test(file.name)) {
      return '这份是旧格式的 .' + file.name.split('.').pop().toLowerCase() + '，请在 WPS 或 Word 里“另存为 .docx”再传。';
    }
    if (!/\.docx$/i.test(file.name)) {
      return '只收 .docx 文件，请看看是不是选错了。';
    }
    if (/^~\$/.test(file.name)) {
      return '这是 WPS 打开文件时的临时文件，请选没有 ~$ 的那一份。';
    }
    if (file.size > LIMIT) {
      return '这份 ' + sizeText(file.size) + '，超过 10 MB。请删去或压缩插图再传。';
    }
    return file.size === 0 ? '这份文件是空的，请看看是不是选错了。' : '';
  }

  // One filled button a view: once a file is chosen it is this form's, and the links that led here step back.
  function fill(button, on) {
    button.classList.toggle('btn-primary', on);
    button.classList.toggle('btn-quiet', !on);
  }

  function weigh(form, chosen) {
    fill(part(form, 'send'), chosen || form.dataset.quiet !== 'yes');
    document.querySelectorAll('[data-yields]').forEach(function (link) {
      if (!link.dataset.yields) {
        link.dataset.yields = link.classList.contains('btn-primary') ? 'filled' : 'quiet';
      }
      fill(link, !chosen && link.dataset.yields === 'filled');
    });
  }

  function show(form) {
    var file = field(form).files[0];
    weigh(form, Boolean(file));
    part(form, 'name').textContent = file ? file.name : form.dataset.label;
    part(form, 'size').textContent = file ? sizeText(file.size) + '，点这里可以换一份' : form.dataset.note;
    part(form, 'hint').textContent = file ? hintFor(file) : '';
  }

  function rest(form, sentence) {
    var button = part(form, 'send');
    delete form.dataset.sending;
    button.disabled = false;
    button.textContent = form.dataset.verb;
    part(form, 'progress').hidden = true;
    if (sentence) {
      part(form, 'hint').textContent = sentence;
    }
  }

  function start(form) {
    var button = part(form, 'send');
    form.dataset.sending = 'yes';
    button.disabled = true;
    button.textContent = '正在上传，请稍候';
    part(form, 'hint').textContent = '';
    part(form, 'progress').value = 0;
    part(form, 'progress').hidden = false;
  }

  function wakeUp(form) {
    if (form.classList.contains('is-live')) {
      return;
    }
    var drop = part(form, 'drop');
    form.dataset.label = part(form, 'name').textContent;
    form.dataset.note = part(form, 'size').textContent;
    form.dataset.verb = part(form, 'send').textContent;
    form.dataset.quiet = part(form, 'send').classList.contains('btn-quiet') ? 'yes' : 'no';
    form.classList.add('is-live');
    drop.classList.add('drop-live');
    field(form).addEventListener('change', function () { show(form); });
    // The field covers the whole zone, so the browser itself takes the dropped file.
    ['dragenter', 'dragover'].forEach(function (name) {
      drop.addEventListener(name, function () { drop.classList.add('drop-over'); });
    });
    ['dragleave', 'drop'].forEach(function (name) {
      drop.addEventListener(name, function () { drop.classList.remove('drop-over'); });
    });
    show(form);
  }

  function wakeAll() {
    document.querySelectorAll('form[data-upload]').forEach(wakeUp);
  }

  // Before a swap htmx names what is swapped; the form that asked for it stands in the request.
  function formOf(event) {
    var config = event.detail.requestConfig;
    var element = config ? config.elt : event.detail.elt;
    return element && element.closest ? element.closest('form[data-upload]') : null;
  }

  function on(name, act) {
    document.addEventListener(name, function (event) {
      var form = formOf(event);
      if (form) {
        act(form, event);
      }
    });
  }

  on('htmx:beforeRequest', function (form, event) {
    if (form.dataset.sending) {
      event.preventDefault();
    } else {
      start(form);
    }
  });

  on('htmx:xhr:progress', function (form, event) {
    if (form.dataset.sending && event.detail.lengthComputable) {
      var percent = Math.round(100 * event.detail.loaded / event.detail.total);
      part(form, 'progress').value = percent;
      part(form, 'send').textContent = percent < 100 ? '正在上传 ' + percent + '%' : '正在检查，请稍候';
    }
  });

  on('htmx:beforeSwap', function (form, event) {
    var xhr = event.detail.xhr;
    if (xhr.responseText.indexOf('data-alone') >= 0) {
      // The session ended meanwhile: the login page has its own look and does not fit in here.
      event.detail.shouldSwap = false;
      window.location.assign(xhr.responseURL);
    } else if (xhr.responseText.indexOf('id="main"') < 0 && !xhr.getResponseHeader('HX-Redirect')) {
      event.detail.shouldSwap = false;
      rest(form, '没有传成：服务器暂时没有应答。这份文件没有收下，请过一会儿再点一次。');
    } else if (xhr.status < 300 && xhr.responseURL) {
      window.history.replaceState(null, '', xhr.responseURL);
    }
  });

  on('htmx:sendError', function (form) {
    rest(form, '网络断了，没有传成。连上以后再点一次，不用重新选文件。');
  });

  on('htmx:timeout', function (form) {
    rest(form, '网络太慢，没有传成。请再点一次，不用重新选文件。');
  });

  // The new page begins at its head, or where it says what went wrong.
  function arrive() {
    var alert = document.querySelector('#main [role="alert"]');
    (alert || document.getElementById('main')).focus({ preventScroll: true });
    window.scrollTo(0, 0);
    if (alert) {
      alert.scrollIntoView({ block: 'center' });
    }
  }

  // Other forms of the page swap it too, and keep the reader's place.
  function isOurs(event) {
    var config = event.detail.requestConfig;
    return !config || Boolean(config.elt.closest('form[data-upload]'));
  }

  document.addEventListener('htmx:afterSettle', function (event) {
    if (event.target.id === 'main') {
      wakeAll();
      if (isOurs(event)) {
        window.setTimeout(arrive, 0);
      }
    }
  });

  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', wakeAll);
  } else {
    wakeAll();
  }
}());
