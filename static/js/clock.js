// The hall's clock by the server's time: it cannot drift, however long the page stays open. The last minute and the
// end change colour and words, and sound once where somebody has tapped for it.
(function () {
  'use strict';

  var FIRST_TRIP = 3000;
  var MILLISECONDS = 1000;
  var MINUTE = 60;
  var DRAWN_EVERY = 200;
  var offset = null;
  var trip = Infinity;
  var heard = {};
  var sound = null;

  function one(selector, root) {
    return (root || document).querySelector(selector);
  }

  // The answer with the shortest way tells the time best; it grows old, so that a slow drift is followed.
  function learn(serverNow, sent, received) {
    var way = received - sent;
    trip += 1;
    if (way <= trip) {
      trip = way;
      offset = serverNow - (sent + received) / 2;
    }
  }

  function serverNow() {
    return performance.now() + offset;
  }

  function twoDigits(number) {
    return (number < 10 ? '0' : '') + number;
  }

  function clockText(seconds) {
    return Math.floor(seconds / MINUTE) + ':' + twoDigits(seconds % MINUTE);
  }

  function say(element, state) {
    var said = one('[data-said]', element);
    if (said && said.dataset[state || 'normal']) {
      said.textContent = said.dataset[state || 'normal'];
    }
  }

  function drawClock() {
    var element = one('[data-clock]');
    if (!element || !element.dataset.started || offset === null) {
      return;
    }
    var limit = Number(element.dataset.limit);
    var gone = (serverNow() - Number(element.dataset.started)) / MILLISECONDS;
    var left = Math.max(0, Math.ceil(limit - gone));
    var state = left === 0 ? 'over' : left <= Number(element.dataset.warn) ? 'soon' : '';
    one('[data-digits]', element).textContent = clockText(left);
    element.classList.toggle('clock-soon', state === 'soon');
    element.classList.toggle('clock-over', state === 'over');
    say(element, state);
    var bar = one('[data-run]');
    if (bar) {
      bar.setAttribute('width', Math.max(0, 100 - 100 * gone / limit) + '%');
    }
    ring(element.dataset.started + state, state, gone - limit);
  }

  function drawWall() {
    var wall = one('[data-wall]');
    if (wall && offset !== null) {
      var now = new Date(serverNow());
      wall.textContent = now.toLocaleTimeString('zh-CN', {
        hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'Asia/Shanghai'
      });
    }
  }

  // Heard once a state, and not for a moment that had passed before this page was opened.
  function ring(key, state, late) {
    if (!state || heard[key]) {
      return;
    }
    heard[key] = true;
    var fresh = state === 'over' ? late < 3 : late > -MINUTE - 1 && late < 3 - MINUTE;
    if (sound && fresh) {
      beep(0);
      if (state === 'over') {
        beep(0.45);
      }
    }
  }

  function beep(after) {
    var tone = sound.createOscillator();
    var volume = sound.createGain();
    tone.frequency.value = 880;
    volume.gain.value = 0.2;
    tone.connect(volume);
    volume.connect(sound.destination);
    tone.start(sound.currentTime + after);
    tone.stop(sound.currentTime + after + 0.3);
  }

  function offerSound() {
    var button = one('[data-sound]');
    if (button) {
      button.hidden = sound !== null || !window.AudioContext;
    }
  }

  function openSound() {
    sound = new window.AudioContext();
    beep(0);
    offerSound();
  }

  document.addEventListener('click', function (event) {
    if (event.target.closest('[data-sound]')) {
      openSound();
    }
  });

  function draw() {
    offerSound();
    drawClock();
  }

  function begin() {
    var clock = one('[data-clock]');
    if (clock && clock.dataset.now && offset === null) {
      offset = Number(clock.dataset.now) - performance.now();
      trip = FIRST_TRIP;
    }
    draw();
    window.setInterval(drawClock, DRAWN_EVERY);
    window.setInterval(drawWall, MILLISECONDS);
  }

  window.meetingClock = {learn: learn, draw: draw};
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', begin);
  } else {
    begin();
  }
}());
