package io.mailwarden.engine.response;

import io.mailwarden.engine.response.ResponseExecution.Occasion;

/**
 * Of the responses to an incident only the block, while the store is gone: it holds on this node at once. What else is
 * due is done when the store is back and tells what was done already; setting the block again then is setting it once.
 */
record BlocksMeanwhile(OwnActions own, Occasion occasion) implements Response.Visitor<Boolean> {

    @Override
    public Boolean restrict(Response.Restrict restrict) {
        var unused = own.blocks().set(ResponseExecution.block(occasion, restrict));
        return true;
    }

    @Override
    public Boolean endSessions(Response.EndSessions endSessions) {
        return false;
    }

    @Override
    public Boolean rescan(Response.RescanSentMail rescan) {
        return false;
    }

    @Override
    public Boolean alert(Response.AlertAdministrators alert) {
        return false;
    }
}
