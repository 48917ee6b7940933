/**
 * What the testsuite calls from Python because it is slow there or because its Python lacks it: bytes and channels, masks,
 * UTF-8, and a deflate that keeps to small windows and sees whether the other side does.
 */
package dev.fairlead.it.autobahn.jython;
