package io.mailwarden.admin.casework;

import io.mailwarden.admin.http.GuardedRoutes;
import io.mailwarden.admin.http.HttpErrors;
import io.mailwarden.admin.http.Query;
import io.mailwarden.admin.http.Reply;
import io.mailwarden.admin.http.RequestBody;
import io.mailwarden.engine.incident.Incident;
import io.mailwarden.engine.review.Review;
import io.mailwarden.engine.review.casework.Casework;
import io.mailwarden.engine.review.casework.IncidentComment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.james.webadmin.utils.ErrorResponder.ErrorType;
import spark.Request;

/** What administrators write about incidents, and who works on them; see docs/api.md. */
public final class CaseworkRoutes {

    private static final int CONFLICT = 409;
    private static final String COMMENTS = "/incidents/:id/comments";
    private static final String ASSIGNEE = "/incidents/:id/assignee";

    private final Review review;
    private final Casework casework;
    private final Set<String> people;

    /**
     * Over these.
     *
     * @param people names of console users, who can be given an incident
     */
    public CaseworkRoutes(Review review, Casework casework, Set<String> people) {
        this.review = review;
        this.casework = casework;
        this.people = Set.copyOf(people);
    }

    /** A comment as it is shown. */
    public record CommentView(String id, Instant at, String author, String comment) {

        static CommentView of(IncidentComment comment) {
            return new CommentView(comment.id(), comment.at(), comment.author(), comment.text());
        }
    }

    /** All comments on an incident. */
    public record CommentsView(List<CommentView> items, Optional<String> nextCursor) {}

    /** Who works on an incident. */
    public record AssigneeView(String incident, Optional<String> assignee) {}

    /** Adds the routes. */
    public void define(GuardedRoutes routes) {
        routes.get(COMMENTS, this::comments);
        routes.post(COMMENTS, this::comment);
        routes.put(ASSIGNEE, this::assign);
        routes.delete(ASSIGNEE, this::unassign);
    }

    private Incident incident(Request request) {
        Query.of(request);
        String id = request.params("id");
        return review.incident(id).orElseThrow(() -> HttpErrors.unknown("incident", id));
    }

    private Reply comments(Request request) {
        List<CommentView> all = casework.comments(incident(request)).stream()
                .map(CommentView::of)
                .toList();
        return Reply.shown(new CommentsView(all, Optional.empty()));
    }

    private Reply comment(Request request) {
        Incident incident = incident(request);
        String text = RequestBody.of(request, "comment").required("comment", "\"asked him by phone: not he\"");
        String author = GuardedRoutes.author(request);
        return RequestBody.checked(() -> casework.comment(incident, author, text))
                .map(comment -> Reply.made(CommentView.of(comment)))
                .orElseThrow(() -> HttpErrors.error(
                        CONFLICT,
                        ErrorType.WRONG_STATE,
                        "The incident has " + Casework.MOST_COMMENTS + " comments, which is the most"));
    }

    private Reply assign(Request request) {
        Incident incident = incident(request);
        String author = GuardedRoutes.author(request);
        String assignee = RequestBody.of(request, "assignee").text("assignee").orElse(author);
        if (!assignee.equals(author) && !people.contains(assignee)) {
            throw RequestBody.expected("assignee", assignee, "the name of a console user, or absent for who asks");
        }
        return set(request, incident, Optional.of(assignee));
    }

    private Reply unassign(Request request) {
        return set(request, incident(request), Optional.empty());
    }

    private Reply set(Request request, Incident incident, Optional<String> assignee) {
        Optional<String> before =
                Optional.ofNullable(casework.assignees(List.of(incident)).get(incident.id()));
        GuardedRoutes.before(request, before.orElse("nobody"));
        casework.assign(incident, assignee);
        return Reply.shown(new AssigneeView(incident.id(), assignee));
    }
}
