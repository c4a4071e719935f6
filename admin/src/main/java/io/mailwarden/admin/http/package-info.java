/** The kit of the admin API: how a route is added, who may ask it, how requests are read and answers written. */
@NullMarked
package io.mailwarden.admin.http;

import org.jspecify.annotations.NullMarked;
