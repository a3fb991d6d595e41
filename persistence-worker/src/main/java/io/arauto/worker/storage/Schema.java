package io.arauto.worker.storage;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables, as Flyway migrates them, and their partitions: by month what is kept, by day what is not. Needs a login that owns them. */
public final class Schema {
    private static final List<String> PARTITIONED = List.of("messages", "notifications", "audit");
    private static final String BY_DAY = "recent_events";
    private static final int MONTHS_AHEAD = 2;
    private static final int DAYS_AHEAD = 7;

    private final DataSource owner;

    public Schema(DataSource owner) {
        this.owner = owner;
    }

    /** Any number of workers may do this at once. */
    public void migrate() {
        Flyway.configure().dataSource(owner).load().migrate();
    }

    /** Makes the partitions of this month, the one before and the next ones; rows of any other month go to the default partition. */
    public void makePartitions(LocalDate today) throws SQLException {
        try (var connection = owner.getConnection();
                var statement = connection.prepareStatement("SELECT arauto_make_month(?, ?)")) {
            for (var table : PARTITIONED) {
                for (var month = -1; month <= MONTHS_AHEAD; month++) {
                    statement.setString(1, table);
                    statement.setObject(2, today.withDayOfMonth(1).plusMonths(month));
                    statement.execute();
                }
            }
        }
    }

    /** Makes the partitions of yesterday, today and the next days, and drops those of days that ended longer ago than {@code age}. */
    public void turnDays(LocalDate today, Duration age) throws SQLException {
        try (var connection = owner.getConnection();
                var make = connection.prepareStatement("SELECT arauto_make_day(?, ?)");
                var drop = connection.prepareStatement("SELECT arauto_drop_days(?, ?)")) {
            for (var day = -1; day <= DAYS_AHEAD; day++) {
                make.setString(1, BY_DAY);
                make.setObject(2, today.plusDays(day));
                make.execute();
            }
            drop.setString(1, BY_DAY);
            drop.setObject(2, today.minusDays(age.toDays() + 1));
            drop.execute();
        }
    }
}
