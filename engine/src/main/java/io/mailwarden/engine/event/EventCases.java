package io.mailwarden.engine.event;

import java.util.Optional;

/** What {@link Event} answers about its own kinds. Without state, so one of each is enough. */
final class EventCases {

    static final Event.Visitor<Boolean> SENDS = new Sends();
    static final Event.Visitor<Boolean> ACTS_AS_ACCOUNT = new ActsAsAccount();
    static final Event.Visitor<Boolean> TELLS_OF_LOGIN = new TellsOfLogin();
    static final Event.Visitor<Optional<Login>> LOGIN = new LoginOnly();
    static final Event.Visitor<Optional<Message>> MESSAGE = new MessageOnly();

    private EventCases() {}

    private static final class Sends implements Event.Visitor<Boolean> {

        @Override
        public Boolean login(Login login) {
            return false;
        }

        @Override
        public Boolean message(Message message) {
            return true;
        }

        @Override
        public Boolean clientSeen(ClientSeen seen) {
            return false;
        }

        @Override
        public Boolean deliveryReport(DeliveryReport report) {
            return false;
        }

        @Override
        public Boolean phishingReceived(PhishingReceived phishing) {
            return false;
        }
    }

    private static final class ActsAsAccount implements Event.Visitor<Boolean> {

        @Override
        public Boolean login(Login login) {
            return login.accepted();
        }

        @Override
        public Boolean message(Message message) {
            return true;
        }

        // The login before it did, and was an event of its own.
        @Override
        public Boolean clientSeen(ClientSeen seen) {
            return false;
        }

        @Override
        public Boolean deliveryReport(DeliveryReport report) {
            return false;
        }

        @Override
        public Boolean phishingReceived(PhishingReceived phishing) {
            return false;
        }
    }

    private static final class TellsOfLogin implements Event.Visitor<Boolean> {

        @Override
        public Boolean login(Login login) {
            return true;
        }

        @Override
        public Boolean message(Message message) {
            return false;
        }

        @Override
        public Boolean clientSeen(ClientSeen seen) {
            return true;
        }

        @Override
        public Boolean deliveryReport(DeliveryReport report) {
            return false;
        }

        @Override
        public Boolean phishingReceived(PhishingReceived phishing) {
            return false;
        }
    }

    private static final class LoginOnly implements Event.Visitor<Optional<Login>> {

        @Override
        public Optional<Login> login(Login login) {
            return Optional.of(login);
        }

        @Override
        public Optional<Login> message(Message message) {
            return Optional.empty();
        }

        @Override
        public Optional<Login> clientSeen(ClientSeen seen) {
            return Optional.empty();
        }

        @Override
        public Optional<Login> deliveryReport(DeliveryReport report) {
            return Optional.empty();
        }

        @Override
        public Optional<Login> phishingReceived(PhishingReceived phishing) {
            return Optional.empty();
        }
    }

    private static final class MessageOnly implements Event.Visitor<Optional<Message>> {

        @Override
        public Optional<Message> login(Login login) {
            return Optional.empty();
        }

        @Override
        public Optional<Message> message(Message message) {
            return Optional.of(message);
        }

        @Override
        public Optional<Message> clientSeen(ClientSeen seen) {
            return Optional.empty();
        }

        @Override
        public Optional<Message> deliveryReport(DeliveryReport report) {
            return Optional.empty();
        }

        @Override
        public Optional<Message> phishingReceived(PhishingReceived phishing) {
            return Optional.empty();
        }
    }
}
