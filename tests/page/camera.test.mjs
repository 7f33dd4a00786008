// From the map to the screen and back.

import assert from 'node:assert/strict';
import test from 'node:test';

import {Camera, flight, validView} from '../../src/page/camera.js';

function cameraAt(x, y, zoom) {
  const camera = new Camera();
  camera.resize(1600, 1000);
  camera.view = {x, y, zoom};
  return camera;
}

function near(found, expected, away = 1e-9) {
  assert.ok(Math.abs(found - expected) <= away, `${found} is not ${expected}`);
}

test('the middle of the view is the middle of the screen, and up is up', () => {
  const camera = cameraAt(0.25, -0.5, 8);
  near(camera.screenX(0.25), 800);
  near(camera.screenY(-0.5), 500);
  assert.ok(camera.screenY(-0.4) < 500);
});

test('the whole square is on the screen at zoom 1', () => {
  const camera = cameraAt(0, 0, 1);
  for (const v of [-1, 1]) {
    assert.ok(camera.screenX(v) > 0 && camera.screenX(v) < 1600);
    assert.ok(camera.screenY(v) > 0 && camera.screenY(v) < 1000);
  }
});

test('a place goes to the screen and back', () => {
  const camera = cameraAt(0.1, 0.2, 333);
  near(camera.mapX(camera.screenX(0.123)), 0.123);
  near(camera.mapY(camera.screenY(0.321)), 0.321);
});

test('a pan moves the map by as many pixels', () => {
  const camera = cameraAt(0, 0, 4);
  const x = camera.screenX(0.1), y = camera.screenY(0.1);
  camera.panBy(30, -40);
  near(camera.screenX(0.1), x + 30, 1e-6);
  near(camera.screenY(0.1), y - 40, 1e-6);
});

test('what is under the pointer stays there when zooming', () => {
  const camera = cameraAt(0.2, 0.1, 3);
  const x = camera.mapX(400), y = camera.mapY(700);
  camera.zoomAt(400, 700, 2.5);
  near(camera.zoom, 7.5);
  near(camera.screenX(x), 400, 1e-6);
  near(camera.screenY(y), 700, 1e-6);
});

test('zoom ends where places of 32 bits would jump', () => {
  const camera = cameraAt(0, 0, 1);
  camera.zoomAt(800, 500, 1e9);
  assert.equal(camera.zoom, 2 ** 14);
  const pixel = Math.abs(camera.screenX(Math.fround(0.7)) - camera.screenX(0.7));
  assert.ok(pixel < 0.5, `${pixel}`);
});

test('a view that is none becomes one', () => {
  assert.deepEqual(validView({x: NaN, y: 5, zoom: 0}), {x: 0, y: 1, zoom: 0.5});
  assert.deepEqual(validView({x: -Infinity, y: -5, zoom: NaN}), {x: 0, y: -1, zoom: 1});
});

test('a fitting view shows all corners of a rectangle, as large as it can', () => {
  const camera = cameraAt(0, 0, 1);
  camera.view = camera.fitting({left: 0.1, right: 0.3, bottom: -0.2, top: -0.1});
  const x = [camera.screenX(0.1), camera.screenX(0.3)];
  const y = [camera.screenY(-0.1), camera.screenY(-0.2)];
  assert.ok(x[0] >= 0 && x[1] <= 1600 && y[0] >= 0 && y[1] <= 1000);
  assert.ok(x[1] - x[0] > 800 || y[1] - y[0] > 500);
});

test('one point is fitted without numbers that are none', () => {
  const view = cameraAt(0, 0, 1).fitting({left: 0.5, right: 0.5, bottom: 0.5, top: 0.5});
  assert.equal(view.x, 0.5);
  assert.ok(Number.isFinite(view.zoom));
});

test('a flight begins and ends where it should', () => {
  for (const [from, to] of [[{x: -0.5, y: 0, zoom: 50}, {x: 0.6, y: 0.3, zoom: 200}],
                            [{x: 0, y: 0, zoom: 1}, {x: 0, y: 0, zoom: 30}],
                            [{x: 0.1, y: 0.1, zoom: 5}, {x: 0.1, y: 0.1, zoom: 5}],
                            [{x: 0, y: 0, zoom: 900}, {x: 0.001, y: 0, zoom: 1}]]) {
    const {at, ms} = flight(from, to);
    assert.ok(ms >= 200 && ms <= 1200);
    for (const key of ['x', 'y', 'zoom']) {
      near(at(0)[key], from[key], 1e-6 * from.zoom);
      near(at(0.999999)[key], to[key], 1e-3 * Math.max(from.zoom, to.zoom));
      assert.equal(at(1)[key], to[key]);
    }
  }
});

test('a far flight goes up on the way', () => {
  const {at} = flight({x: -0.5, y: 0, zoom: 100}, {x: 0.5, y: 0, zoom: 100});
  assert.ok(at(0.5).zoom < 10);
  near(at(0.5).x, 0, 1e-6);
});
